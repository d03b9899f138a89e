"""The control plane: it answers while Python computes, and only where the caller knows the secret."""

from __future__ import annotations

import hmac
import random
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import grpc
import pytest

from client import CALL_SYMBOL, INSIDE_LOOP, KEEP, QUIET, Connection, Worker, ext
from snakebridge_worker._internal.control import protobuf
from streams import varint

HEALTH = "/grpc.health.v1.Health/Check"
SERVING = b"\x08\x01"
RESULT = 39


@pytest.mark.parametrize("method", ["Handshake", "Interrupt", "Statistics", "Drain", HEALTH])
@pytest.mark.parametrize("secret", ["", "00" * 32])
def test_a_stranger_is_not_heard(worker: Worker, method: str, secret: str) -> None:
    with pytest.raises(grpc.RpcError) as refused:
        worker.rpc(method, secret=secret)
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED
    assert worker.process.poll() is None


def test_a_stranger_opens_no_stream() -> None:
    worker = Worker("grpc")
    right, worker.secret = worker.secret, secrets.token_bytes(32)
    with pytest.raises(EOFError):
        worker.connect()
    worker.secret = right
    assert worker.connect().call("math:sqrt", 4.0) == 2.0
    worker.close()


def test_health_while_python_computes(worker: Worker, connection: Connection) -> None:
    connection.start(CALL_SYMBOL, "builtins:eval", ["[None for _ in iter(int, 1)]"])
    assert worker.rpc(HEALTH) == SERVING


def test_handshake(worker: Worker) -> None:
    nonce = bytes(range(16))
    request = (
        b"\x0a\x01\x01" + b"\x12\x10" + nonce + b"\x1a\x20" + hmac.digest(worker.secret, b"host:" + nonce, "sha256")
    )
    reply = dict(protobuf.fields(worker.rpc("Handshake", request)))
    assert reply[1] == 1
    assert reply[2] == nonce
    assert reply[3] == hmac.digest(worker.secret, b"worker:" + nonce, "sha256")
    assert reply[6] == worker.process.pid
    with pytest.raises(grpc.RpcError) as refused:
        worker.rpc("Handshake", request[:-1] + bytes([request[-1] ^ 1]))
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


def test_statistics(worker: Worker, connection: Connection) -> None:
    connection.call("builtins:object", flags=KEEP)
    statistics = worker.statistics()
    assert [statistics["objects"], statistics["kept_results"], statistics["calls"]] == [1, 1, 1]
    assert statistics["rss_bytes"] > 5_000_000


def test_drain_finishes_what_has_arrived(worker: Worker, connection: Connection, tmp_path: Path) -> None:
    worker.rpc(HEALTH)
    connection.call("builtins:exec", "import atexit; atexit.register(print, 'goodbye')")
    arrived = tmp_path / "arrived"
    work = f"open({str(arrived)!r}, 'w').close() or __import__('time').sleep(0.3) or 'done'"
    running = connection.start(CALL_SYMBOL, "builtins:eval", [work])
    while not arrived.exists():
        sleep(0.01)
    with ThreadPoolExecutor(1) as threads:
        drained = threads.submit(worker.rpc, "Drain")
        assert connection.reply(running) == "done"
        with pytest.raises(EOFError):
            connection.read()
        assert drained.result() == b""
    assert worker.process.wait(20) == 0
    assert worker.process.stdout.read() == b"goodbye\n"


PENDING_TASKS = """
import asyncio

async def awaited(result):
    await asyncio.sleep(0.3)
    return result

async def endless():
    try:
        await asyncio.sleep(60)
    finally:
        await asyncio.sleep(0)
        print("cleaned up")

def begin_endless():
    global task
    task = asyncio.create_task(endless())
"""


def test_drain_waits_for_awaited_tasks_and_cancels_others(
    worker: Worker, connection: Connection, tmp_path: Path
) -> None:
    worker.rpc(HEALTH)
    (tmp_path / "pending.py").write_text(PENDING_TASKS)
    connection.call("sys:path.insert", 0, str(tmp_path))
    connection.call("pending:begin_endless", flags=INSIDE_LOOP)
    kept = connection.message(CALL_SYMBOL, "pending:awaited", ["kept"], flags=KEEP | QUIET)
    needing = connection.message(CALL_SYMBOL, "operator:concat", [ext(RESULT, kept[1]), " and used"])
    awaited = connection.message(CALL_SYMBOL, "pending:awaited", ["done"])
    connection.send([kept, needing, awaited])
    assert connection.call("math:sqrt", 4.0) == 2.0  # the others continue
    with ThreadPoolExecutor(1) as threads:
        drained = threads.submit(worker.rpc, "Drain")
        assert [connection.reply(awaited[1]), connection.reply(needing[1])] == ["done", "kept and used"]
        with pytest.raises(EOFError):
            connection.read()
        assert drained.result() == b""
    assert worker.process.wait(20) == 0
    assert worker.process.stdout.read() == b"cleaned up\n"


def test_drain_of_an_idle_worker(worker: Worker) -> None:
    assert worker.rpc("Drain") == b""
    assert worker.process.wait(20) == 0


def test_one_stream_waits_while_another_is_served() -> None:
    worker = Worker("grpc")
    first = worker.connect()
    second = Connection(worker.open_stream())
    second.send([worker.hello()])
    assert first.call("math:sqrt", 4.0) == 2.0
    first.close()
    assert second.read()[0][0][0] == 17
    assert second.call("math:sqrt", 9.0) == 3.0
    worker.close()


def test_messages_are_those_of_protobuf() -> None:
    written = protobuf.message({1: 300, 2: b"ab", 3: "ä", 4: 0, 5: b""})
    assert written == b"\x08\xac\x02\x12\x02ab\x1a\x02\xc3\xa4"
    assert list(protobuf.fields(written)) == [(1, 300), (2, b"ab"), (3, b"\xc3\xa4")]
    assert protobuf.numbers(b"\x08\x01\x0a\x02\x02\x03\x12\x01x", 1) == [1, 2, 3]
    assert list(protobuf.fields(b"\x0d\0\0\0\0\x09" + bytes(8) + b"\x08\x01"))[-1] == (1, 1)


@pytest.mark.parametrize("size", [0, 1, 127, 128, 16384, 1 << 20])
def test_chunks(size: int) -> None:
    data = bytes(size)
    assert protobuf.encode_chunk(data) == b"\x0a" + varint(size) + data
    assert protobuf.decode_chunk(protobuf.encode_chunk(data)) == data
    assert protobuf.decode_chunk(b"\x10\x05" + protobuf.encode_chunk(data)) == data
    assert protobuf.decode_chunk(b"") == b""


def test_random_bytes_are_messages_or_value_errors() -> None:
    source = random.Random(5)
    for _ in range(20_000):
        data = source.randbytes(source.randrange(16))
        try:
            list(protobuf.fields(data))
            protobuf.numbers(data, 1)
            protobuf.decode_chunk(data)
        except ValueError:
            pass
