"""Calls that run on the main thread."""

from __future__ import annotations

import os

from ... import Cancelled
from ..asynchronous.loop_advice import advice_on
from ..codec.containers import PLAIN
from ..wire.flags import QUIET
from .execution import is_awaited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..asynchronous.coroutines import Coroutines
    from ..threads.interrupts import Interrupts
    from .execution import Execution
    from .replies import Replies
    from .run_state import RunState


class MainCalls:
    """Runs a call, and answers it, or leaves it to the event loop."""

    def __init__(
        self, execution: Execution, interrupts: Interrupts, replies: Replies, coroutines: Coroutines, state: RunState
    ) -> None:
        self._decoder = execution.decoder
        self._execution = execution
        self._interrupts = interrupts
        self._replies = replies
        self._coroutines = coroutines
        self._state = state

    def run(self, message: list[Any], segments: Sequence[bytearray]) -> None:
        """Runs a call, now or when the results that it needs are done."""
        if self._coroutines.can_be_needed:
            self._coroutines.run(message, segments, self.execute)
        else:
            self.execute(message[1], message[2], message[3], message[4])

    def execute(self, call: int, flags: Any, op: Any, payload: Any) -> None:
        """Runs a call. It is answered, unless its result is awaited."""
        interrupts, state = self._interrupts, self._state
        state.calls += 1
        try:
            # From here to `finally` the call can be cancelled: see threads/interrupts.py.
            interrupts.current = call
            try:
                if interrupts.requested and call in interrupts.requested:
                    self._decoder.discard(payload)
                    raise Cancelled(call, begun=False)
                value = self._execution.run(flags, op, payload)
            finally:
                interrupts.current = 0
                if state.forked:
                    os._exit(0)  # in a child that the call has forked: the parent sends the reply
            if type(value) not in PLAIN and self._continues(call, flags, value):
                return
            reply = self._execution.encode(call, flags, value)
        except BaseException as error:
            self._replies.fail(call, flags, error, advice_on(error, flags))
        else:
            self._replies.answer(call, reply)
        if interrupts.requested:
            interrupts.requested.pop(call, None)

    def complete(self, call: int, flags: int, awaitable: object) -> None:
        """A call that another thread has run returned an object to be awaited here."""
        try:
            if self._continues(call, flags, awaitable):
                return
            reply = self._execution.encode(call, flags, awaitable)
        except BaseException as error:
            self._replies.fail(call, flags, error)
        else:
            self._replies.answer(call, reply)

    def _continues(self, call: int, flags: int, value: object) -> bool:
        """Whether the result of a call is awaited first."""
        if not is_awaited(flags, value):
            return False
        if flags & QUIET:
            self._coroutines.note(call, flags, value)
            return False
        self._coroutines.start(call, flags, value)
        return True
