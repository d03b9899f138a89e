"""What people write by hand: a unary gRPC method that takes bytes and gives bytes (numpy adds 0.0 on the way)."""

import sys
from concurrent import futures

import grpc
import numpy


def add_zero(data: bytes, context: grpc.ServicerContext) -> bytes:
    return (numpy.frombuffer(data) + 0.0).tobytes()


handler = grpc.method_handlers_generic_handler(
    "bench.Echo", {"AddZero": grpc.unary_unary_rpc_method_handler(add_zero)}
)
unlimited = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
server = grpc.server(futures.ThreadPoolExecutor(2), handlers=(handler,), options=unlimited)
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
sys.stdin.read()
