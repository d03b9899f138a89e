"""Facts from the imported library itself: objects, annotations and code."""
