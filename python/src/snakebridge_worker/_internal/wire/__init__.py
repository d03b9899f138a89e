"""The wire protocol: frames, the handshake, and the numbers of messages, flags and operations."""
