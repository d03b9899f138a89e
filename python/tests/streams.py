"""The two carriers from the host's side, as byte streams."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from queue import SimpleQueue

import grpc

SERVICE = "/snakebridge.v1.Worker/"


class LaneStream:
    """The lane from the host's side."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._writes = ThreadPoolExecutor(1)
        self._last = self._writes.submit(bool)

    def write(self, data: bytes) -> None:
        # A separate thread, as in a host that reads while it writes: two full buffers would wait for each other.
        if len(data) > 65536 or not self._last.done():
            self._last = self._writes.submit(self._write, data)
        else:
            self._write(data)

    def _write(self, data: bytes) -> None:
        with suppress(OSError):
            self._socket.sendall(data)

    def read(self) -> bytes:
        try:
            return self._socket.recv(1 << 20)
        except ConnectionError:
            return b""

    def close(self) -> None:
        wait([self._last], timeout=5)
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._writes.shutdown()
        self._socket.close()


class GrpcStream:
    """The gRPC carrier from the host's side."""

    def __init__(self, address: str, secret: bytes) -> None:
        self._channel = grpc.insecure_channel(address)
        self._out: SimpleQueue[bytes | None] = SimpleQueue()
        self._in = self._channel.stream_stream(SERVICE + "Calls")(
            iter(self._out.get, None), metadata=[("snakebridge-secret", secret.hex())]
        )

    def write(self, data: bytes) -> None:
        for start in range(0, len(data), 1 << 20):
            piece = data[start : start + (1 << 20)]
            self._out.put(b"\x0a" + varint(len(piece)) + piece)

    def read(self) -> bytes:
        try:
            chunk = next(self._in)
        except (StopIteration, grpc.RpcError):
            return b""
        start = 1
        while chunk[start] > 127:
            start += 1
        return chunk[start + 1 :]

    def close(self) -> None:
        self._out.put(None)
        self._in.cancel()
        self._channel.close()


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_varint(data: bytes) -> int:
    value = 0
    for shift, byte in enumerate(data):
        value |= (byte & 127) << 7 * shift
        if byte < 128:
            return value
    raise ValueError("a number is cut off")
