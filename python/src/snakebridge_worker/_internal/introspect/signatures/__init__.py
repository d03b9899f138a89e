"""Signatures as facts: built, compared and joined."""
