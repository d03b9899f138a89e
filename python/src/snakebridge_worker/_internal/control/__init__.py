"""The control plane: a gRPC server on threads of its own, which answers while Python computes."""
