"""The worker's one event loop: coroutines, asynchronous contexts and streams."""
