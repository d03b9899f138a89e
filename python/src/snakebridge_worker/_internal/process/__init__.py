"""The worker process: how it starts, is built, serves connections and ends."""
