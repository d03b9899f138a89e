"""A small host: spawns a worker and speaks frames to it over either carrier, one call after the other."""

from __future__ import annotations

import hmac
import json
import secrets
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import grpc
import msgpack

from streams import SERVICE, GrpcStream, LaneStream, read_varint, varint

MAIN = Path(__file__).parent.parent / "src" / "snakebridge_worker" / "__main__.py"
MAX_FRAME_BYTES = 64 * 1024 * 1024

CALL_SYMBOL, CALL, CALL_METHOD, GET_ATTRIBUTE, SET_ATTRIBUTE = 0, 1, 2, 3, 4
DELETE_ATTRIBUTE, GET_SYMBOL, IDENTITY, NEXT_ITEMS, STREAM = 5, 6, 7, 8, 9
# Separate numbers: a host that took the worker's would not notice when they change.
MESSAGE_OF_CALL, HELLO = 0, 16
FAILED, TYPE_DEFINED, PRINTED, DETACHED = 1, 2, 5, 6
KEEP, QUIET, BY_REFERENCE, BY_VALUE, INSIDE_LOOP, OUTSIDE_LOOP = 1, 2, 4, 8, 16, 32


def ext(code: int, body: object) -> msgpack.ExtType:
    """An extension value; a body that is not bytes is packed first."""
    return msgpack.ExtType(code, body if isinstance(body, bytes) else pack(body))


def pack(value: object) -> bytes:
    return msgpack.packb(value, unicode_errors="surrogatepass")


def unpack(data: bytes) -> Any:
    return msgpack.unpackb(data, strict_map_key=False, unicode_errors="surrogatepass")


def frame(messages: list[Any], segments: list[bytes] | None = None) -> bytes:
    head, segments = pack(messages), segments or []
    counts = struct.pack(f"<II{len(segments)}Q", len(head), len(segments), *map(len, segments))
    return b"".join([counts, head, *segments])


class RemoteError(Exception):
    """The error map of a failed call."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error.get('type')}: {error.get('message')}")
        self.error = error

    def __getitem__(self, key: str) -> Any:
        return self.error[key]


class Worker:
    """A worker process of a test."""

    def __init__(self, carrier: str, *, python: str = sys.executable, unix: bool = True, **offer: object) -> None:
        self.secret = secrets.token_bytes(32)
        self._directory = tempfile.TemporaryDirectory(prefix="sb")
        ours, theirs = socket.socketpair()
        self.channel = ours
        self.process = subprocess.Popen(
            [sys.executable, "-c", SPAWN, str(theirs.fileno()), python, "-I", str(MAIN)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        theirs.close()
        self.lines = ours.makefile("r", encoding="utf-8")
        self.write_line(
            {
                "protocol": 1,
                "secret": self.secret.hex(),
                "directory": self._directory.name if unix else None,
                "carriers": [carrier],
                "max_frame_bytes": MAX_FRAME_BYTES,
                **offer,
            }
        )
        self.ready: dict[str, Any] = self.line()
        self._control: grpc.Channel | None = None

    def write_line(self, line: object) -> None:
        self.channel.sendall(json.dumps(line).encode() + b"\n")

    def line(self) -> dict[str, Any]:
        return json.loads(self.lines.readline() or "null")

    def connect(self, **hello: object) -> Connection:
        """A connection after its handshake."""
        connection = Connection(self.open_stream())
        connection.send([self.hello(**hello)])
        connection.welcome = connection.read()[0][0]
        return connection

    def open_stream(self) -> LaneStream | GrpcStream:
        """The carrier's byte stream, before hello."""
        return (
            LaneStream(self.ready["lane"])
            if self.ready["carrier"] == "lane"
            else GrpcStream(self.ready["control"], self.secret)
        )

    def hello(self, **changes: object) -> list[Any]:
        nonce = secrets.token_bytes(16)
        auth = hmac.digest(self.secret, b"host:" + nonce, "sha256")
        return [HELLO, {"protocol": [1], "nonce": nonce, "auth": auth, "client": "test", **changes}]

    def rpc(self, method: str, request: bytes = b"", *, secret: str | None = None) -> bytes:
        """A unary call of the control plane, as raw protobuf."""
        if self._control is None:
            self._control = grpc.insecure_channel(self.ready["control"] or self.line()["control"])
        path = method if method.startswith("/") else SERVICE + method
        metadata = [("snakebridge-secret", self.secret.hex() if secret is None else secret)]
        return self._control.unary_unary(path)(request, metadata=metadata, timeout=30)

    def interrupt(self, *calls: int) -> list[int]:
        """Cancels calls; returns the ids of those that were notified and have not ended."""
        ids = b"".join(varint(call) for call in calls)
        reply = self.rpc("Interrupt", b"\x0a" + varint(len(ids)) + ids)
        notified, position = [], 1 + len(varint(read_varint(reply[1:]))) if reply else 0
        while position < len(reply):
            notified.append(read_varint(reply[position:]))
            position += len(varint(notified[-1]))
        return notified

    def statistics(self) -> dict[str, int]:
        """The worker's statistics."""
        numbers, position, data = {1: 0, 2: 0, 3: 0, 4: 0}, 0, self.rpc("Statistics")
        while position < len(data):
            field = data[position] >> 3
            numbers[field] = read_varint(data[position + 1 :])
            position += 1 + len(varint(numbers[field]))
        return dict(zip(("objects", "kept_results", "calls", "rss_bytes"), numbers.values(), strict=True))

    def close(self) -> None:
        if self._control is not None:
            self._control.close()
        self.channel.close()
        self.lines.close()
        self.process.kill()
        self.process.communicate()
        self._directory.cleanup()


SPAWN = "import os,sys; fd=int(sys.argv[1]); os.dup2(fd,3); fd!=3 and os.close(fd); os.execv(sys.argv[2],sys.argv[2:])"


class Connection:
    """Frames and calls over a stream."""

    def __init__(self, stream: LaneStream | GrpcStream) -> None:
        self.stream = stream
        self.welcome: list[Any] = []
        self.types: dict[int, list[str]] = {}
        self.aside: list[int] = []
        self.segments: list[bytes] = []
        self._buffer = bytearray()
        self.largest_head = 0
        self._last = 0
        self._replies: dict[int, tuple[list[Any], list[bytes]]] = {}

    def send(self, messages: list[Any], segments: list[bytes] | None = None) -> None:
        self.stream.write(frame(messages, segments))

    def read(self) -> tuple[list[Any], list[bytes]]:
        """The next frame; EOFError at the end."""
        head, count = struct.unpack("<II", self._take(8))
        lengths = struct.unpack(f"<{count}Q", self._take(8 * count))
        self.largest_head = max(self.largest_head, head)
        messages = unpack(self._take(head))
        return messages, [self._take(length) for length in lengths]

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            data = self.stream.read()
            if not data:
                raise EOFError
            self._buffer += data
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def next_id(self) -> int:
        self._last += 1
        return self._last

    def message(self, op: int, *payload: object, flags: int = 0) -> list[Any]:
        return [MESSAGE_OF_CALL, self.next_id(), flags, op, pack(list(payload))]

    def start(self, op: int, *payload: object, flags: int = 0, segments: list[bytes] | None = None) -> int:
        """Sends a call; returns its id."""
        message = self.message(op, *payload, flags=flags)
        self.send([message], segments)
        return message[1]

    def reply(self, call: int) -> Any:
        """Waits for the reply of a call: its decoded value, with extension types as they are."""
        while call not in self._replies:
            messages, segments = self.read()
            for message in messages:
                if message[0] == PRINTED:
                    continue
                if message[0] == TYPE_DEFINED:
                    self.types[message[1]] = message[2]
                elif message[0] == DETACHED:
                    self.aside.append(message[1])
                else:
                    self._replies[message[1]] = message, segments
        (kind, _, payload), self.segments = self._replies.pop(call)
        if kind == FAILED:
            raise RemoteError(unpack(payload))
        return None if payload is None else unpack(payload)

    def run(self, op: int, *payload: object, flags: int = 0, segments: list[bytes] | None = None) -> Any:
        """Sends a call and waits for its reply."""
        return self.reply(self.start(op, *payload, flags=flags, segments=segments))

    def call(self, symbol: str, *arguments: object, flags: int = 0, **keywords: object) -> Any:
        """The payload of CALL_SYMBOL, from values that are packed already."""
        return self.run(CALL_SYMBOL, symbol, list(arguments), keywords, flags=flags)

    def close(self) -> None:
        self.stream.close()
