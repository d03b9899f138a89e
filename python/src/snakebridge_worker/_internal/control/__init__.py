"""The control plane: a gRPC server on separate threads, which answers while Python computes."""
