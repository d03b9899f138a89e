"""What the imported library itself knows: live objects, their annotations and code."""
