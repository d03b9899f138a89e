"""Python objects as the host names them: by handle, by the call that returned them, by symbol."""
