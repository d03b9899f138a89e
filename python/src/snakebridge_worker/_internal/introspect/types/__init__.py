"""Types as facts, from whatever they were read."""
