"""Type facts: built, compared and settled. Every reader of types uses them."""
