"""The worker's implementation. It may change at any time: the wire (docs/internals/wire.md) is the contract."""
