"""What the host holds: Python objects by handle, and the kept results of calls."""
