"""The throughput of a worker, measured by a minimal client: ``python bench/calls.py``.

Absolute times depend on the machine: compare them with `memcpy` and the bare echo of the same bytes in the same run.
"""

from __future__ import annotations

import random
import statistics
import struct
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from client import CALL_SYMBOL, Connection, Worker, ext, frame

SECONDS = 2.0


def one_at_a_time(connection: Connection) -> str:
    times = []
    message = frame([connection.message(CALL_SYMBOL, "math:sqrt", [2.0])])
    for _ in range(20_000):
        start = time.perf_counter()
        connection.stream.write(message)
        connection.stream.read()
        times.append((time.perf_counter() - start) * 1e6)
    cuts = statistics.quantiles(times[2000:], n=100)
    return f"{cuts[49]:.1f} us p50, {cuts[98]:.1f} us p99"


def in_flight(connection: Connection, count: int) -> str:
    """Frames of half the calls, two in flight, as a host sends them that batches waiting calls."""
    half = count // 2
    message = frame([connection.message(CALL_SYMBOL, "math:sqrt", [2.0]) for _ in range(half)])
    connection.stream.write(message)
    done, expected, start = 0, 0, time.perf_counter()
    buffer = b""
    while time.perf_counter() - start < SECONDS:
        connection.stream.write(message)
        expected += half
        while expected > 0:
            buffer += connection.stream.read()
            frames, buffer = cut(buffer)
            expected -= sum(frames)
            done += sum(frames)
    return f"{done / (time.perf_counter() - start) / 1000:.0f} k calls/s"


def cut(buffer: bytes) -> tuple[list[int], bytes]:
    """The number of messages of each complete frame, from the first bytes of its head."""
    counts, position = [], 0
    while len(buffer) - position >= 8:
        (head,) = struct.unpack_from("<I", buffer, position)
        if len(buffer) - position < 8 + head:
            break
        first = buffer[position + 8]
        counts.append(struct.unpack_from(">H", buffer, position + 9)[0] if first == 0xDC else first & 15)
        position += 8 + head
    return counts, buffer[position:]


def array(connection: Connection, size: int, symbol: str) -> str:
    """Sends a float64 array there and back."""
    data = random.randbytes(size)
    times = []
    for _ in range(15):
        value = ext(20, ["<f8", [size // 8], 0])
        start = time.perf_counter()
        connection.run(CALL_SYMBOL, symbol, [value, 0.0], segments=[data])
        times.append((time.perf_counter() - start) * 1e3)
    start = time.perf_counter()
    bytearray(data)
    floor = (time.perf_counter() - start) * 1e3
    return f"{statistics.median(times):.1f} ms (memcpy {floor:.1f} ms)"


def first_reply(carrier: str) -> str:
    times = []
    for _ in range(7):
        start = time.perf_counter()
        worker = Worker(carrier)
        connection = worker.connect()
        connection.call("math:sqrt", 2.0)
        times.append((time.perf_counter() - start) * 1e3)
        connection.close()
        worker.close()
    return f"{statistics.median(times):.0f} ms"


def main() -> None:
    for carrier in ("lane", "grpc"):
        print(f"{carrier}: spawn to first reply    {first_reply(carrier)}")
        worker = Worker(carrier)
        connection = worker.connect()
        worker.rpc("/grpc.health.v1.Health/Check")
        print(f"{carrier}: one at a time           {one_at_a_time(connection)}")
        for count in (64, 256):
            print(f"{carrier}: {count:3} in flight           {in_flight(connection, count)}")
        connection.close()
        connection = worker.connect()
        for size in (8, 32):
            print(f"{carrier}: {size:2} MB array and back    {array(connection, size * 10**6, 'numpy:add')}")
        worker.close()


if __name__ == "__main__":
    main()
