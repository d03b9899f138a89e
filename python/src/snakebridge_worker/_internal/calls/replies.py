"""Answering calls of the main thread."""

from __future__ import annotations

import os
from contextlib import suppress

from ... import Cancelled
from ..errors import NotEncodable
from ..wire.flags import KEEP, QUIET
from ..wire.messages import FAILED, RETURNED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Task
    from typing import Any

    from ..connection.outbox import Outbox
    from ..objects.kept_results import Failure, KeptResults
    from ..threads.interrupts import Interrupts
    from .execution import Execution
    from .run_state import RunState


class Replies:
    """Encodes results and failures, and adds the replies to the outbox."""

    def __init__(
        self, execution: Execution, outbox: Outbox, kept: KeptResults, interrupts: Interrupts, state: RunState
    ) -> None:
        self._execution = execution
        self._encoder = execution.encoder
        self._outbox = outbox
        self._kept = kept
        self._requested = interrupts.requested
        self._state = state
        self.add, self.flush = outbox.pending.append, outbox.flush_all

    def answer(self, call: int, payload: bytes | None) -> None:
        """A call returned. Large buffers of the result are still in the encoder."""
        encoder = self._encoder
        if encoder.segments:
            self._outbox.send([RETURNED, call, payload], encoder.take_segments())
        else:
            self._outbox.add([RETURNED, call, payload])

    def fail(self, call: int, flags: Any, error: BaseException, notes: Any = (), *, silent: bool = False) -> Failure:
        """A call failed. Returns the failure of calls that need the result. `silent`: the host does not await it."""
        failure, payload = self._execution.fail(call, flags, error, notes, silent=silent)
        if payload is not None:
            self._outbox.add([FAILED, call, payload])
        return failure

    def finish(self, call: int, flags: int, task: Task[Any], *, silent: bool) -> object:
        """A detached call has ended. `silent`: the host does not await it. Returns its result, or its `Failure`."""
        if self._state.forked:
            os._exit(0)
        if flags & KEEP and call not in self._kept:
            flags &= ~KEEP  # the host has forgotten it meanwhile
        result: object = None
        with suppress(OSError):  # the host is gone, and the reader notices that too
            try:
                result = task.result()
                payload = self._execution.encode(call, flags | QUIET if silent else flags, result)
            except NotEncodable as error:
                self.fail(call, flags, error)
            except BaseException as error:
                cancelled = task.cancelled() and call in self._requested
                result = self.fail(call, flags, Cancelled(call) if cancelled else error, silent=silent)
            else:
                if not silent:
                    self.answer(call, payload)
        self._requested.pop(call, None)
        return result

    def refuse(self, call: int, flags: int, payload: object) -> Failure:
        """A call was cancelled before it began."""
        self._requested.pop(call, None)
        self._execution.decoder.discard(payload)
        return self.fail(call, flags, Cancelled(call, begun=False))
