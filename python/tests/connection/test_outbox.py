"""Replies wait for each other briefly, and never for another host."""

from __future__ import annotations

import msgpack

from conditions import wait_for
from snakebridge_worker._internal.connection.outbox import Outbox


class Output:
    """No text is printed."""

    written = False

    def flush(self) -> None:
        """No output is waiting."""


def new_outbox() -> Outbox:
    return Outbox(1000, Output(), lambda: None)


class Sink:
    """A connection that stores the sent bytes, or has lost its host."""

    def __init__(self, *, broken: bool = False) -> None:
        self.frames: list[list] = []
        self._broken = broken

    def send(self, buffers: list) -> None:
        if self._broken:
            raise BrokenPipeError
        self.frames.append(msgpack.unpackb(bytes(buffers[0])[8 + 8 * (len(buffers) - 1) :]))


def test_what_is_ready_together_is_sent_together() -> None:
    outbox, sink = new_outbox(), Sink()
    outbox.open(sink)
    outbox.add([0, 1, None])
    outbox.add([0, 2, None])
    outbox.flush()
    outbox.flush()
    assert sink.frames == [[[0, 1, None], [0, 2, None]]]


def test_segments_have_a_frame_of_their_own_in_their_turn() -> None:
    outbox, sink = new_outbox(), Sink()
    outbox.open(sink)
    outbox.add([0, 1, None])
    outbox.send([0, 2, None], [b"segment"])
    assert sink.frames == [[[0, 1, None]], [[0, 2, None]]]


def test_frames_stay_within_their_limit() -> None:
    outbox, sink = new_outbox(), Sink()
    outbox.open(sink)
    for call in range(10):
        outbox.add([0, call, bytes(400)])
    outbox.add([0, 10, bytes(900)])
    outbox.flush()
    assert [len(frame) for frame in sink.frames] == [2, 2, 2, 2, 2, 1]


def test_awake_it_sends_by_itself() -> None:
    outbox, sink = new_outbox(), Sink()
    outbox.open(sink)
    for call in range(3):
        outbox.add([0, call, None])
        wait_for(lambda: outbox.asleep)
        outbox.wake()
        wait_for(lambda call=call: [0, call, None] in [message for frame in sink.frames for message in frame])


def test_what_the_last_one_did_not_take_is_not_for_the_next() -> None:
    outbox, sink = new_outbox(), Sink()
    outbox.open(Sink(broken=True))
    outbox.add([0, 1, None])
    outbox.open(sink)
    outbox.add([0, 2, None])
    outbox.flush()
    assert sink.frames == [[[0, 2, None]]]
