"""Threads that wait for answers of TypeScript functions. The reading thread delivers their answers."""

from __future__ import annotations

from _thread import get_ident
from collections import deque
from threading import local

from ..threads.wake_event import WakeEvent
from ..wire.messages import CALL, CALLBACK_RAISED, CALLBACK_RETURNED, HOST_ARITY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from ..codec import Decoder

    class Receiver(Protocol):
        """Receives messages for the waiting threads."""

        answer_decoder: Decoder
        """Used by the reading thread."""

        def take_call(self, slot: WaitSlot, message: Any, segments: Sequence[bytearray]) -> bool:
            """Passes a call to the thread that waits for the calling function. False: the main thread runs it."""


ANSWERS = CALLBACK_RETURNED, CALLBACK_RAISED
_, _MOST_PARTS = HOST_ARITY[CALL]


class WaitSlot:
    """Where a thread waits, also for functions that are called inside of a call that it runs meanwhile.

    `calls` are run by the thread. While it is `busy` with one it reads nothing.
    """

    __slots__ = ("busy", "calls", "wake_event")

    def __init__(self, wake_event: WakeEvent) -> None:
        self.wake_event = wake_event
        self.busy = False
        self.calls: deque[Callable[[], None]] = deque()


class Waiter:
    """Waits for one answer: `answer` is the number of the message and its value, once it has arrived."""

    __slots__ = ("answer", "id", "slot")

    def __init__(self, number: int, slot: WaitSlot) -> None:
        self.id = number
        self.slot = slot
        self.answer: tuple[int, Any] | None = None


class Waiters:
    """All waiters, by the invocations that they wait for."""

    def __init__(self, main_wake_event: WakeEvent) -> None:
        self.waiting: dict[int, Waiter] = {}
        self._main = WaitSlot(main_wake_event)
        self._main_thread = get_ident()
        self._slots = local()

    def add(self, number: int) -> Waiter:
        """Registers a wait of this thread for an answer."""
        waiter = self.waiting[number] = Waiter(number, self._slot())
        return waiter

    def remove(self, waiter: Waiter) -> None:
        """Removes a wait: its answer is no longer wanted."""
        self.waiting.pop(waiter.id, None)

    def fail_main(self, error: Exception) -> None:
        """No answer can reach the main thread."""
        for waiter in tuple(self.waiting.values()):
            if waiter.slot is self._main:
                self._settle(waiter.id, CALLBACK_RAISED, error)

    def wake_thread(self) -> None:
        """Wakes a waiting thread, other than the main one, so that it reads."""
        for waiter in tuple(self.waiting.values()):
            if waiter.slot is not self._main and not waiter.slot.busy:
                waiter.slot.wake_event.wake()
                return

    def deliver(self, messages: Any, segments: Sequence[bytearray], receiver: Receiver) -> Any:
        """Delivers messages to the threads that wait for them, in the order in which the host sent them.

        Returns the rest, which is for the main thread.
        """
        if type(messages) is not list:
            return messages
        others = []
        decoder = receiver.answer_decoder
        decoder.segments = segments
        for message in messages:
            if self._is_answer(message):
                kind, number, payload = message
                try:
                    value = decoder.decode(payload)
                except Exception as error:
                    kind, value = CALLBACK_RAISED, error
                self._settle(number, kind, value)
            elif not self._is_taken(message, segments, receiver):
                others.append(message)
        decoder.segments = ()
        return others

    def _slot(self) -> WaitSlot:
        if get_ident() == self._main_thread:
            return self._main
        slot: WaitSlot | None = getattr(self._slots, "slot", None)
        if slot is None:
            slot = self._slots.slot = WaitSlot(WakeEvent())
        return slot

    def _is_answer(self, message: Any) -> bool:
        return (
            type(message) is list
            and len(message) == 3
            and message[0] in ANSWERS
            and type(message[1]) is int
            and message[1] in self.waiting
            and type(message[2]) is bytes
        )

    def _is_taken(self, message: Any, segments: Sequence[bytearray], receiver: Receiver) -> bool:
        if type(message) is not list or len(message) != _MOST_PARTS:
            return False
        if type(message[1]) is not int or type(message[6]) is not int:
            return False
        waiter = self.waiting.get(message[6])
        if waiter is None or waiter.slot is self._main or not receiver.take_call(waiter.slot, message, segments):
            return False
        waiter.slot.wake_event.wake()
        return True

    def _settle(self, number: int, kind: int, value: Any) -> None:
        waiter = self.waiting.pop(number, None)
        if waiter is not None:
            waiter.answer = kind, value
            waiter.slot.wake_event.wake()
