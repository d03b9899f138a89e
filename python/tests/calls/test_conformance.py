"""The contract of a carrier: everything here holds on the lane and on the gRPC stream alike."""

from __future__ import annotations

import random

import pytest

from client import (
    BY_REFERENCE,
    BY_VALUE,
    CALL,
    CALL_METHOD,
    CALL_SYMBOL,
    DELETE_ATTRIBUTE,
    GET_ATTRIBUTE,
    GET_SYMBOL,
    IDENTITY,
    INSIDE_LOOP,
    KEEP,
    MAX_FRAME_BYTES,
    NEXT_ITEMS,
    OUTSIDE_LOOP,
    QUIET,
    SET_ATTRIBUTE,
    STREAM,
    Connection,
    RemoteError,
    Worker,
    ext,
    unpack,
)

REFERENCE, PENDING, SYMBOL = 32, 33, 34
MORE, DONE, SHARED, LIVE = range(4)


def handle_of(reference: object) -> int:
    assert reference.code == REFERENCE
    return unpack(reference.data)[0]


def refer(reference: object) -> object:
    """A reference as a host sends it back."""
    return ext(REFERENCE, handle_of(reference))


def test_hello_proves_both_sides(worker: Worker, connection: Connection) -> None:
    kind, welcome = connection.welcome
    assert kind == 17
    assert welcome["protocol"] == 1
    assert welcome["pid"] == worker.ready["pid"]
    assert welcome["implementation"] == "cpython"


def test_operations(connection: Connection) -> None:
    made = connection.call("types:SimpleNamespace", a=1)
    assert connection.run(GET_ATTRIBUTE, refer(made), "a") == 1
    assert connection.run(SET_ATTRIBUTE, refer(made), "b", [2]) is None
    assert connection.run(GET_ATTRIBUTE, refer(made), "b") == [2]
    assert connection.run(DELETE_ATTRIBUTE, refer(made), "a") is None
    assert connection.run(CALL_METHOD, "a,b", "split", [","]) == ["a", "b"]
    upper = connection.run(GET_SYMBOL, "builtins:str.upper")
    assert connection.run(CALL, refer(upper), ["x"]) == "X"
    assert connection.run(CALL, ext(SYMBOL, b"builtins:sorted"), [[1, 3, 2]], {"reverse": True}) == [3, 2, 1]
    assert connection.run(IDENTITY, {"a": [1, None]}) == {"a": [1, None]}


def test_items_come_in_portions_and_a_failure_waits_for_its_turn(connection: Connection) -> None:
    generator = refer(connection.call("builtins:eval", "(10 // (2 - i) for i in range(5))"))
    stream = refer(connection.run(STREAM, generator))
    assert connection.run(NEXT_ITEMS, stream, 1, 5) == [[5], MORE, None]
    assert connection.run(NEXT_ITEMS, stream, 5, 5) == [[10], MORE, None]
    with pytest.raises(RemoteError, match="ZeroDivisionError"):
        connection.run(NEXT_ITEMS, stream, 5, 5)
    assert connection.run(NEXT_ITEMS, stream, 5, 5) == [[], DONE, None]


def test_items_that_are_late_do_not_hold_up_those_before_them(connection: Connection) -> None:
    slow = connection.call("builtins:eval", "(__import__('time').sleep(0.01) or n for n in range(50))")
    stream = refer(connection.run(STREAM, refer(slow)))
    items, state, _ = connection.run(NEXT_ITEMS, stream, 50, 30)
    assert 1 <= len(items) < 50
    assert state == MORE


def test_an_iterator_that_others_know_says_so(connection: Connection) -> None:
    known = refer(connection.call("itertools:count"))
    stream = refer(connection.run(STREAM, known))
    assert connection.run(NEXT_ITEMS, stream, 2, 5) == [[0, 1], SHARED, None]
    assert connection.run(CALL_METHOD, stream, "close") is None
    assert connection.run(NEXT_ITEMS, stream, 2, 5) == [[], DONE, None]
    assert connection.call("builtins:next", known) == 2


def test_a_batch_ends_with_a_reference_but_for_those_of_a_container(connection: Connection) -> None:
    groups = refer(connection.call("itertools:groupby", [1, 1, 2]))
    items, state, _ = connection.run(NEXT_ITEMS, refer(connection.run(STREAM, groups)), 5, 1000)
    assert len(items) == 1
    assert state == LIVE
    objects = connection.call("builtins:eval", "[object(), object()]", flags=BY_REFERENCE)
    items, state, _ = connection.run(NEXT_ITEMS, refer(connection.run(STREAM, refer(objects))), 5, 1000)
    assert len(items) == 2
    assert state == DONE


def test_items_are_taken_from_streams_only(connection: Connection) -> None:
    stream = refer(connection.run(STREAM, [1, 2]))
    for payload in (([1, 2], 1, 5), (stream, 0, 5), (stream, 1, None)):
        with pytest.raises(RemoteError, match="ProtocolError"):
            connection.run(NEXT_ITEMS, *payload)


def test_a_batch_has_a_size_that_a_frame_can_have(connection: Connection) -> None:
    large = connection.call("builtins:eval", "(bytes(300_000) for _ in range(10))")
    stream = refer(connection.run(STREAM, refer(large)))
    items, _, _ = connection.run(NEXT_ITEMS, stream, 10, 1000)
    assert len(items) == 4
    assert [len(segment) for segment in connection.segments] == [300_000] * 4


def test_calls_of_a_frame_are_answered_in_order_and_together(connection: Connection) -> None:
    messages = [connection.message(CALL_SYMBOL, "math:sqrt", [float(i * i)]) for i in range(100)]
    connection.send(messages)
    answered = []
    while len(answered) < 100:
        answered += connection.read()[0]
    assert [(kind, call, unpack(payload)) for kind, call, payload in answered] == [
        (0, message[1], float(i)) for i, message in enumerate(messages)
    ]


def test_a_reply_does_not_wait_for_a_slow_call_in_its_frame(connection: Connection) -> None:
    slow, quick, slowest = (
        connection.message(CALL_SYMBOL, "time:sleep", [0.3]),
        connection.message(CALL_SYMBOL, "math:sqrt", [4.0]),
        connection.message(CALL_SYMBOL, "time:sleep", [50]),
    )
    connection.send([slow, quick, slowest])
    assert connection.reply(slow[1]) is None
    assert connection.reply(quick[1]) == 2.0


def test_a_chain_is_one_frame(connection: Connection) -> None:
    first = connection.message(CALL_SYMBOL, "builtins:dict", [], {"a": [3, 1, 2]}, flags=KEEP | QUIET)
    second = connection.message(CALL_SYMBOL, "operator:getitem", [ext(PENDING, first[1]), "a"], flags=KEEP | QUIET)
    third = connection.message(CALL_SYMBOL, "builtins:sorted", [ext(PENDING, second[1])])
    connection.send([first, second, third, [2, first[1], second[1]]])
    assert connection.reply(third[1]) == [1, 2, 3]
    assert connection.reply(first[1]) is None
    with pytest.raises(RemoteError) as failed:
        connection.run(IDENTITY, ext(PENDING, first[1]))
    assert failed.value["code"] == "StaleReference"


def test_a_chain_fails_with_its_first_failure(connection: Connection) -> None:
    first = connection.message(CALL_SYMBOL, "builtins:int", ["x"], flags=KEEP | QUIET)
    second = connection.message(CALL_SYMBOL, "math:sqrt", [ext(PENDING, first[1])], flags=KEEP)
    third = connection.message(CALL_SYMBOL, "math:sqrt", [ext(PENDING, second[1])])
    connection.send([first, second, third])
    with pytest.raises(RemoteError) as failed:
        connection.reply(first[1])
    assert failed.value["type"] == "builtins:ValueError"
    assert failed.value["call"] == first[1]
    for call in (second, third):
        with pytest.raises(RemoteError) as failed:
            connection.reply(call[1])
        assert failed.value.error == {"call": first[1]}


def test_the_same_object_has_the_same_handle_until_it_is_released(connection: Connection) -> None:
    keep = connection.call("builtins:object", flags=KEEP)
    again = connection.run(IDENTITY, refer(keep))
    assert handle_of(again) == handle_of(keep)
    assert connection.types[unpack(keep.data)[1]] == ["builtins:object"]
    connection.send([[1, handle_of(keep), 1]])
    assert connection.run(IDENTITY, refer(keep)).code == REFERENCE  # sent three times, one was returned
    connection.send([[1, handle_of(keep), 2]])
    with pytest.raises(RemoteError) as stale:
        connection.run(IDENTITY, refer(keep))
    assert stale.value["code"] == "StaleReference"
    assert stale.value["executed"] == "no"


def test_flags_choose_how_a_result_crosses(connection: Connection) -> None:
    by_reference = connection.call("builtins:list", "ab", flags=BY_REFERENCE)
    assert connection.run(IDENTITY, refer(by_reference), flags=BY_VALUE) == ["a", "b"]
    with pytest.raises(RemoteError) as failed:
        connection.call("builtins:eval", "[1, object()]", flags=BY_VALUE)
    assert failed.value["code"] == "NotEncodable"
    assert "builtins:object" in failed.value["message"]
    with pytest.raises(RemoteError) as failed:
        connection.call("builtins:list", flags=BY_VALUE | BY_REFERENCE)
    assert failed.value["code"] == "ProtocolError"


def test_flags_choose_where_a_call_runs(connection: Connection) -> None:
    running = "__import__('asyncio')._get_running_loop() is not None"
    assert connection.call("builtins:eval", running) is False
    assert connection.call("builtins:eval", running, flags=INSIDE_LOOP) is True
    assert connection.call("asyncio:_get_running_loop", flags=OUTSIDE_LOOP) is None
    with pytest.raises(RemoteError) as failed:
        connection.call("builtins:list", flags=INSIDE_LOOP | OUTSIDE_LOOP)
    assert failed.value["code"] == "ProtocolError"


def test_a_failure_brings_its_exception(worker: Worker, connection: Connection) -> None:
    first = connection.message(CALL_SYMBOL, "builtins:int", ["x"], flags=KEEP | QUIET)
    second = connection.message(CALL_SYMBOL, "math:sqrt", [ext(PENDING, first[1])])
    connection.send([first, second])
    with pytest.raises(RemoteError) as failed:
        connection.reply(first[1])
    exception = failed.value["exception"]
    assert connection.types[unpack(exception.data)[1]][:2] == ["builtins:ValueError", "builtins:Exception"]
    assert connection.call("builtins:str", refer(exception)) == "invalid literal for int() with base 10: 'x'"
    with pytest.raises(RemoteError) as failed:
        connection.reply(second[1])
    assert failed.value.error == {"call": first[1]}
    connection.send([[2, first[1]], [1, handle_of(exception), 1]])
    assert connection.call("builtins:len", "abc") == 3
    assert worker.statistics()["objects"] == 0


def test_a_failure_of_the_bridge_has_no_exception(connection: Connection) -> None:
    with pytest.raises(RemoteError) as failed:
        connection.run(99)
    assert "exception" not in failed.value.error


def test_what_was_sent_in_a_failed_reply_is_not_held(worker: Worker, connection: Connection) -> None:
    big = f"[object(), object(), b'x' * {MAX_FRAME_BYTES}]"
    with pytest.raises(RemoteError) as failed:
        connection.call("builtins:eval", big)
    assert failed.value["code"] == "NotEncodable"
    assert worker.statistics()["objects"] == 0


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 1_000_000, 5_000_000])
def test_bytes_of_any_size_cross(connection: Connection, size: int) -> None:
    data = random.Random(size).randbytes(size)
    sent = ext(21, 0) if size >= 65536 else data
    got = connection.run(IDENTITY, [sent, 7], segments=[data])
    if size >= 65536:
        assert [got[0].code, unpack(got[0].data)] == [21, 0]
        assert connection.segments == [data]
    else:
        assert got == [data, 7]


def test_segments_count_within_their_frame(connection: Connection) -> None:
    blobs = [bytes([i]) * 100_000 for i in range(4)]
    messages = [connection.message(IDENTITY, ext(21, i)) for i in range(4)]
    connection.send(messages, blobs)
    for message, blob in zip(messages, blobs, strict=True):
        assert unpack(connection.reply(message[1]).data) == 0
        assert connection.segments == [blob]


def test_replies_together_are_no_larger_than_a_frame_may_be(worker: Worker) -> None:
    small = Worker(worker.ready["carrier"], max_frame_bytes=100_000)
    connection = small.connect()
    messages = [connection.message(CALL_SYMBOL, "builtins:bytes", [30_000]) for _ in range(20)]
    largest = connection.message(CALL_SYMBOL, "operator:mul", ["x", 99_000])
    too_large = connection.message(CALL_SYMBOL, "operator:mul", ["x", 100_000])
    connection.send([*messages, largest, too_large])
    assert [connection.reply(message[1]) for message in messages] == [bytes(30_000)] * 20
    assert len(connection.reply(largest[1])) == 99_000
    with pytest.raises(RemoteError, match="larger than a frame"):
        connection.reply(too_large[1])
    assert connection.largest_head <= 100_000
    small.close()


def test_many_large_frames_at_once(connection: Connection) -> None:
    blobs = [random.Random(i).randbytes(3_000_000) for i in range(6)]
    calls = [connection.start(IDENTITY, ext(21, 0), segments=[blob]) for blob in blobs]
    for call, blob in zip(calls, blobs, strict=True):
        connection.reply(call)
        assert connection.segments == [blob]


def test_objects_and_kept_results_outlive_a_connection(worker: Worker) -> None:
    first = worker.connect()
    held = first.call("types:SimpleNamespace", a=1)
    kept = first.message(CALL_SYMBOL, "builtins:list", ["ab"], flags=KEEP)
    first.send([kept])
    first.reply(kept[1])
    first.close()
    second = worker.connect()
    assert second.run(GET_ATTRIBUTE, refer(held), "a") == 1
    assert second.run(IDENTITY, ext(PENDING, kept[1])) == ["a", "b"]
    again = second.run(IDENTITY, refer(held))
    assert second.types[unpack(again.data)[1]][0] == "types:SimpleNamespace"
