"""The RPCs of the control plane. No generated code: generic handlers, and messages coded by hand."""

from __future__ import annotations

import hmac
from concurrent.futures import ThreadPoolExecutor

import grpc

from ..wire.handshake import Refused, welcome
from . import protobuf
from .memory import resident_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ..carriers.grpc_stream import StreamListener

SECRET = "snakebridge-secret"
THREADS = 6
SERVING = 1
OPTIONS = (
    ("grpc.optimization_target", "latency"),
    ("grpc.so_reuseport", 0),
    ("grpc.max_receive_message_length", 4 * 1024 * 1024),
)


class Control:
    """The control server of one worker."""

    def __init__(
        self,
        secret: bytes,
        *,
        interrupt: Callable[[list[int]], list[int]],
        statistics: Callable[[], tuple[int, int, int]],
        drain: Callable[[], None],
        streams: StreamListener | None,
    ) -> None:
        self._secret = secret
        self._request_interrupt = interrupt
        self._count = statistics
        self._request_drain = drain
        self._server = grpc.server(ThreadPoolExecutor(THREADS, "snakebridge-control"), options=OPTIONS)
        worker: dict[str, grpc.RpcMethodHandler] = {
            "Handshake": self._unary(self._handshake),
            "Interrupt": self._unary(self._interrupt),
            "Statistics": self._unary(self._statistics),
            "Drain": self._unary(self._drain),
        }
        if streams is not None:
            worker["Calls"] = self._stream(streams)
        self._server.add_generic_rpc_handlers(
            (
                grpc.method_handlers_generic_handler("snakebridge.v1.Worker", worker),
                grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": self._unary(_check)}),
            )
        )

    def start(self, directory: str | None) -> str:
        """Listens in the directory, or on loopback; returns the address."""
        if directory is None:
            address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        else:
            address = f"unix:{directory}/control.sock"
            self._server.add_insecure_port(address)
        self._server.start()
        return address

    def stop(self) -> None:
        """Ends after the answers in flight."""
        self._server.stop(2).wait()

    def _unary(self, answer: Callable[[bytes], bytes]) -> grpc.RpcMethodHandler:
        def handle(request: bytes, context: grpc.ServicerContext) -> bytes:
            self._authenticate(context)
            try:
                return answer(request)
            except Refused as refused:
                context.abort(_status(refused), f"{refused.code}: {refused}")
            except ValueError as error:
                context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))
            raise AssertionError("abort raises")

        return grpc.unary_unary_rpc_method_handler(handle)

    def _stream(self, streams: StreamListener) -> grpc.RpcMethodHandler:
        def handle(chunks: Iterator[bytes], context: grpc.ServicerContext) -> Iterator[bytes]:
            self._authenticate(context)
            try:
                return streams.calls(chunks, context)
            except ValueError as error:
                context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, str(error))
                raise

        return grpc.stream_stream_rpc_method_handler(handle, protobuf.decode_chunk, protobuf.encode_chunk)

    def _authenticate(self, context: grpc.ServicerContext) -> None:
        secret = dict(context.invocation_metadata()).get(SECRET, "")
        if not hmac.compare_digest(str(secret), self._secret.hex()):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, f"the metadata has no valid {SECRET}")

    def _handshake(self, request: bytes) -> bytes:
        hello: dict[int, Any] = dict(protobuf.fields(request))
        answer = welcome(self._secret, protobuf.numbers(request, 1), hello.get(2), hello.get(3))
        names = ("protocol", "nonce", "auth", "worker", "python", "pid")
        return protobuf.message({number: answer[name] for number, name in enumerate(names, 1)})

    def _interrupt(self, request: bytes) -> bytes:
        return protobuf.message({1: self._request_interrupt(protobuf.numbers(request, 1))})

    def _statistics(self, _: bytes) -> bytes:
        objects, kept_results, calls = self._count()
        return protobuf.message({1: objects, 2: kept_results, 3: calls, 4: resident_bytes()})

    def _drain(self, _: bytes) -> bytes:
        self._request_drain()
        return b""


def _check(_: bytes) -> bytes:
    return protobuf.message({1: SERVING})


def _status(refused: Refused) -> grpc.StatusCode:
    return {
        "Unauthenticated": grpc.StatusCode.UNAUTHENTICATED,
        "UnsupportedProtocol": grpc.StatusCode.FAILED_PRECONDITION,
    }.get(refused.code, grpc.StatusCode.INVALID_ARGUMENT)
