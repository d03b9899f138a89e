"""Frames: ``u32 head length, u32 segment count, u64 segment lengths, head, segments``, all little-endian."""

from __future__ import annotations

import struct

from msgpack import unpackb

from ..errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    class ByteStream(Protocol):
        """The part of a carrier's connection that a reader needs."""

        def receive(self, view: memoryview) -> int:
            """Waits for bytes and puts some into `view`; 0 at the end."""

        def receive_all(self, view: memoryview) -> bool:
            """Fills `view`; False when the stream ended before."""


Buffer = bytes | bytearray | memoryview

BUFFER_BYTES = 256 * 1024
MAX_SEGMENTS = 65536
NO_SEGMENTS: tuple[bytearray, ...] = ()
ENDED_INSIDE = "the stream ended inside a frame"

_counts = struct.Struct("<II")


def frame_buffers(head: bytes, segments: Sequence[Buffer] = ()) -> list[Buffer]:
    """A frame as buffers to be written one after the other; segments are not copied."""
    if not segments:
        return [_counts.pack(len(head), 0) + head]
    lengths = [memoryview(segment).nbytes for segment in segments]
    return [struct.pack(f"<II{len(lengths)}Q", len(head), len(lengths), *lengths) + head, *segments]


class FrameReader:
    """Reads frames from a connection; segments that have not arrived yet are received in place, without a copy."""

    def __init__(self, stream: ByteStream, max_frame_bytes: int) -> None:
        self._receive = stream.receive
        self._receive_all = stream.receive_all
        self.max_frame_bytes = max_frame_bytes
        self._buffer = memoryview(bytearray(BUFFER_BYTES))
        self._start = 0
        self._end = 0

    @property
    def buffered(self) -> bool:
        """Whether a frame, or a part of one, was received already."""
        return self._end > self._start

    def read(self) -> tuple[Buffer, Sequence[bytearray]] | None:
        """The next frame as head and segments, or None at the end. The head is valid until the next read."""
        if not self._fill(8):
            return None
        head_length, count = _counts.unpack_from(self._buffer, self._start)
        self._start += 8
        if count or head_length > BUFFER_BYTES:
            return self._read_large(head_length, self._read_lengths(count))
        self._check_size(head_length)
        if not self._fill(head_length):
            raise ConnectionResetError(ENDED_INSIDE)
        head = self._buffer[self._start : self._start + head_length]
        self._start += head_length
        return head, NO_SEGMENTS

    def _read_large(self, head_length: int, lengths: tuple[int, ...]) -> tuple[Buffer, Sequence[bytearray]]:
        self._check_size(head_length + sum(lengths))
        head = self._take(head_length)
        return head, [self._take(length) for length in lengths]

    def _check_size(self, size: int) -> None:
        if size > self.max_frame_bytes:
            raise ProtocolError(f"a frame of {size} bytes is over the limit of {self.max_frame_bytes}")

    def _read_lengths(self, count: int) -> tuple[int, ...]:
        if count > MAX_SEGMENTS:
            raise ProtocolError(f"a frame with {count} segments is over the limit of {MAX_SEGMENTS}")
        return struct.unpack(f"<{count}Q", self._take(8 * count))

    def _fill(self, wanted: int) -> bool:
        """Reads until the buffer has `wanted` bytes from `_start`. False: the stream ended exactly here."""
        available = self._end - self._start
        if available >= wanted:
            return True
        if available == 0:
            self._start = self._end = 0
        elif self._start + wanted > BUFFER_BYTES:
            self._buffer[:available] = bytes(self._buffer[self._start : self._end])
            self._start, self._end = 0, available
        while self._end - self._start < wanted:
            received = self._receive(self._buffer[self._end :])
            if not received:
                if self._end == self._start:
                    return False
                raise ConnectionResetError(ENDED_INSIDE)
            self._end += received
        return True

    def _take(self, length: int) -> bytearray:
        """Bytes that the receiver may keep: first the buffered ones, then the rest, received straight into place."""
        taken = bytearray(length)
        view = memoryview(taken)
        filled = min(length, self._end - self._start)
        view[:filled] = self._buffer[self._start : self._start + filled]
        self._start += filled
        if filled < length and not self._receive_all(view[filled:]):
            raise ConnectionResetError(ENDED_INSIDE)
        return taken


def unpack_head(head: bytes | bytearray | memoryview) -> object:
    """The messages of a frame."""
    try:
        return unpackb(head)
    except Exception as error:
        raise ProtocolError(f"the head of a frame cannot be read: {error or type(error).__name__}") from error
