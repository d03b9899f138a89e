"""Who waits for answers of TypeScript functions, and is given them by whoever reads."""

from __future__ import annotations

from _thread import get_ident
from collections import deque
from threading import local

from ..threads.wake_event import Bell
from ..wire.messages import CALL, CALLBACK_RAISED, CALLBACK_RETURNED, HOST_ARITY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..calls.thread_calls import ThreadCall
    from ..codec import Decoder

ANSWERS = CALLBACK_RETURNED, CALLBACK_RAISED
_, _MOST_OF_CALL = HOST_ARITY[CALL]


class Seat:
    """Where a thread waits, also for what is called inside of a call that it runs meanwhile.

    `calls` are to be run by it. While it is `busy` with one it reads nothing.
    """

    __slots__ = ("bell", "busy", "calls")

    def __init__(self, bell: Bell) -> None:
        self.bell = bell
        self.busy = False
        self.calls: deque[ThreadCall] = deque()


class Waiter:
    """Who waits for one answer: `answer` is the type of the message and its value, once it came."""

    __slots__ = ("answer", "id", "seat")

    def __init__(self, number: int, seat: Seat) -> None:
        self.id = number
        self.seat = seat
        self.answer: tuple[int, Any] | None = None


class Waiters:
    """All of them, by the numbers of what they wait for."""

    def __init__(self, decoder: Decoder, main_bell: Bell) -> None:
        self.waiting: dict[int, Waiter] = {}
        self.take_call: Callable[[Seat, Any, Sequence[bytearray]], bool]
        """Gives a call of the function that a thread waits for to that thread; False: the main thread has to run it."""
        self._decoder = decoder
        self._main = Seat(main_bell)
        self._main_thread = get_ident()
        self._seats = local()

    def add(self, number: int) -> Waiter:
        """This thread will wait for an answer."""
        waiter = self.waiting[number] = Waiter(number, self._seat())
        return waiter

    def remove(self, waiter: Waiter) -> None:
        """The answer is not wanted any more."""
        self.waiting.pop(waiter.id, None)

    def fail_main(self, error: Exception) -> None:
        """No answer comes to the main thread."""
        for waiter in tuple(self.waiting.values()):
            if waiter.seat is self._main:
                self._settle(waiter.id, CALLBACK_RAISED, error)

    def ring_thread(self) -> None:
        """Lets a thread read that waits and is not the main one."""
        for waiter in tuple(self.waiting.values()):
            if waiter.seat is not self._main and not waiter.seat.busy:
                waiter.seat.bell.ring()
                return

    def deliver(self, messages: Any, segments: Sequence[bytearray]) -> Any:
        """Gives what is for those who wait to them, in the order of what was sent; the rest is for the main thread."""
        if type(messages) is not list:
            return messages
        rest = []
        self._decoder.segments = segments
        for message in messages:
            if self._is_answer(message):
                kind, number, payload = message
                try:
                    value = self._decoder.decode(payload)
                except Exception as error:
                    kind, value = CALLBACK_RAISED, error
                self._settle(number, kind, value)
            elif not self._is_taken(message, segments):
                rest.append(message)
        self._decoder.segments = ()
        return rest

    def _seat(self) -> Seat:
        if get_ident() == self._main_thread:
            return self._main
        seat: Seat | None = getattr(self._seats, "seat", None)
        if seat is None:
            seat = self._seats.seat = Seat(Bell())
        return seat

    def _is_answer(self, message: Any) -> bool:
        return (
            type(message) is list
            and len(message) == 3
            and message[0] in ANSWERS
            and type(message[1]) is int
            and message[1] in self.waiting
            and type(message[2]) is bytes
        )

    def _is_taken(self, message: Any, segments: Sequence[bytearray]) -> bool:
        if (
            type(message) is not list
            or len(message) != _MOST_OF_CALL
            or type(message[1]) is not int
            or type(message[6]) is not int
        ):
            return False
        waiter = self.waiting.get(message[6])
        if waiter is None or waiter.seat is self._main or not self.take_call(waiter.seat, message, segments):
            return False
        waiter.seat.bell.ring()
        return True

    def _settle(self, number: int, kind: int, value: Any) -> None:
        waiter = self.waiting.pop(number, None)
        if waiter is not None:
            waiter.answer = kind, value
            waiter.seat.bell.ring()
