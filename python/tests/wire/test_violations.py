"""A violation of the protocol fails its call, or ends the connection, and never the worker."""

from __future__ import annotations

import random

import pytest

from client import CALL_SYMBOL, Connection, RemoteError, Worker, ext, frame, pack


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"auth": b"wrong"}, "Unauthenticated"),
        ({"protocol": [2]}, "UnsupportedProtocol"),
        ({"nonce": b"short"}, "ProtocolError"),
    ],
)
def test_a_wrong_hello_is_refused_and_the_next_is_heard(worker: Worker, changes: dict, code: str) -> None:
    refused = worker.connect(**changes)
    assert refused.welcome[0] == 18
    assert refused.welcome[1]["code"] == code
    with pytest.raises(EOFError):
        refused.read()
    assert worker.connect().call("math:sqrt", 4.0) == 2.0


def test_nothing_runs_before_hello(worker: Worker) -> None:
    stranger = Connection(worker.open_stream())
    stranger.send([[0, 1, 0, CALL_SYMBOL, pack(["os:_exit", [1]])]])
    assert stranger.read()[0][0][1]["code"] == "ProtocolError"
    assert worker.connect().call("math:sqrt", 4.0) == 2.0


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ([0, 1, 0, 99, pack([])], "ProtocolError"),
        ([0, 1, 0, -1, pack([])], "ProtocolError"),
        ([0, 1, 0, [], pack([])], "ProtocolError"),
        ([0, 1, 64, 7, pack([1])], "ProtocolError"),
        ([0, 1, "x", 7, pack([1])], "ProtocolError"),
        ([0, 1, [], 7, pack([1])], "ProtocolError"),
        ([0, 1, 0, 7, pack([])], "ProtocolError"),
        ([0, 1, 0, 7, pack({})], "ProtocolError"),
        ([0, 1, 0, 0, pack(["math:sqrt", "2"])], "ProtocolError"),
        ([0, 1, 0, 0, pack(["math:sqrt", [], []])], "ProtocolError"),
        ([0, 1, 0, 0, pack([7])], "ProtocolError"),
        ([0, 1, 0, 7, b""], "NotDecodable"),
        ([0, 1, 0, 7, b"\xc1"], "NotDecodable"),
        ([0, 1, 0, 7, pack([1]) + b"\x00"], "NotDecodable"),
        ([0, 1, 0, 7, 7], "NotDecodable"),
        ([0, 1, 0, 7, pack([ext(99, b"")])], "NotDecodable"),
        ([0, 1, 0, 7, pack([ext(21, 3)])], "NotDecodable"),
        ([0, 1, 0, 7, pack([ext(32, "x")])], "NotDecodable"),
        ([0, 1, 0, 7, b"\x91" * 5000], "NotDecodable"),
        ([0, 1, 0, 7, pack([ext(32, 12345)])], "StaleReference"),
        ([0, 1, 0, 7, pack([ext(33, 12345)])], "StaleReference"),
    ],
)
def test_a_bad_call_fails_alone(connection: Connection, message: list, code: str) -> None:
    connection.next_id()
    good = connection.message(CALL_SYMBOL, "math:sqrt", [4.0])
    connection.send([message, good])
    with pytest.raises(RemoteError) as failed:
        connection.reply(1)
    assert failed.value["code"] == code
    assert failed.value["origin"] == "bridge"
    assert failed.value["executed"] == "no"
    assert connection.reply(good[1]) == 2.0


@pytest.mark.parametrize(
    "data",
    [
        frame([[9]]),
        frame([[]]),
        frame([7]),
        frame([[0, 0, 0, 7, b""]]),
        frame([[0, "x", 0, 7, b""]]),
        frame([[0, 1, 0, 7]]),
        frame([[1, 1]]),
        frame([[1, 1, -5]]),
        frame([[2, []]]),
        frame({}),
        b"\x01\x00\x00\x00\x00\x00\x00\x00\xc1",
        b"\x00\x00\x00\x00\x00\x00\x00\x00",
        b"\x00\x00\x00\x00\xff\xff\xff\xff",
        b"\x00\x00\x00\x00\x01\x00\x00\x00" + b"\xff" * 8,
        b"\xff\xff\xff\xff\x00\x00\x00\x00",
    ],
)
def test_what_names_no_call_closes_the_connection_only(worker: Worker, data: bytes) -> None:
    connection = worker.connect()
    connection.stream.write(data)
    assert connection.read()[0][0][:1] == [18]
    with pytest.raises(EOFError):
        connection.read()
    assert worker.connect().call("math:sqrt", 4.0) == 2.0


def test_mutated_frames_never_kill_a_worker(worker: Worker) -> None:
    source = random.Random(20)
    good = frame(
        [
            [0, 1, 1, 0, pack(["builtins:dict", [[]], {"a": ext(2, [1, 2])}])],
            [0, 2, 0, 7, pack([ext(33, 1), ext(21, 0), ext(20, ["<f8", [2], bytes(16)])])],
            [1, 1, 1],
            [2, 1],
        ],
        [b"x" * 70_000],
    )
    for _ in range(150):
        data = bytearray(good)
        for _ in range(source.randint(1, 4)):
            data[source.randrange(min(len(data), 200))] = source.randrange(256)
        connection = worker.connect()
        connection.stream.write(bytes(data[: source.choice([len(data), source.randrange(len(data))])]))
        connection.close()
    assert worker.process.poll() is None
    assert worker.connect().call("math:sqrt", 4.0) == 2.0
