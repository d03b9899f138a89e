"""Running a call, up to its reply. One thread at a time uses an execution's decoder and encoder."""

from __future__ import annotations

from functools import partial

from ..asynchronous.asynchrony import is_awaitable
from ..codec import Decoder, Encoder
from ..codec.table import ENCODERS
from ..errors import DependencyFailed, NotEncodable, ProtocolError
from ..objects.kept_results import Failure
from ..wire.flags import BY_REFERENCE, INSIDE_LOOP, KEEP, QUIET, VALID_FLAGS
from ..wire.operations import ARITY, MAP, STREAM
from .failures import MAX_ARGUMENT_BYTES, Failures
from .mapping import Mapping
from .streams import open_stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..codec.type_names import TypeNames
    from ..objects.kept_results import KeptResults
    from ..objects.object_table import ObjectTable
    from .caller import Caller
    from .operations import Operation, Operations


class Execution:
    """The operations, and the codec that reads a call and writes its reply."""

    def __init__(
        self,
        *,
        decoder: Decoder,
        new_encoder: Callable[[], Encoder],
        objects: ObjectTable,
        kept: KeptResults,
        types: TypeNames,
        operations: Operations,
        caller: Caller,
    ) -> None:
        self.decoder = decoder
        self.encoder = new_encoder()
        self._kept = kept
        self._failures = Failures(objects, Encoder(objects, types, MAX_ARGUMENT_BYTES))
        self._run_placed = operations.run_placed
        self._operations: dict[object, Operation] = {
            **operations.table,
            STREAM: (partial(open_stream, new_encoder=new_encoder, pull=caller.pull), *ARITY[STREAM]),
            MAP: (Mapping(caller.invoke, self._failures, self.encoder), *ARITY[MAP]),
        }

    def run(self, flags: Any, op: Any, payload: Any) -> Any:
        """The result of a call."""
        if type(flags) is not int or flags not in VALID_FLAGS:
            raise ProtocolError(f"{flags!r} are no flags of a call")
        operation = self._operations.get(op) if type(op) is int else None
        if operation is None:
            raise ProtocolError(f"unknown operation {op!r}")
        run, fewest, most = operation
        arguments = self.decoder.decode(payload)
        if type(arguments) is not list or not fewest <= len(arguments) <= most:
            raise ProtocolError(f"operation {op} takes an array of {fewest} to {most} values")
        return run(*arguments) if flags < INSIDE_LOOP else self._run_placed(flags, op, run, arguments)

    def encode(self, call: int, flags: int, value: object) -> bytes | None:
        """Returns the payload of a reply. The result is kept if the host asked for that."""
        if flags & KEEP:
            self._kept.keep(call, value)
        return None if flags & QUIET else self.encoder.encode(value, flags)

    def fail(
        self, call: int, flags: Any, error: BaseException, notes: Sequence[str] = (), *, silent: bool = False
    ) -> tuple[Failure, bytes | None]:
        """The failure of calls that need the result, and the payload of the reply, unless it is to be `silent`."""
        kind = type(error)
        if kind is DependencyFailed and error.unreported is None:  # type: ignore[attr-defined]
            first: int = error.call  # type: ignore[attr-defined]
            failure, described = Failure(first), {"call": first}
        elif silent:
            failure, described = Failure(call, error), {}
        else:
            unreported = error.unreported if kind is DependencyFailed else error  # type: ignore[attr-defined]
            failure, described = Failure(call), self._failures.error_map(unreported, call, notes)
        if type(flags) is int and flags & KEEP and kind is not NotEncodable:  # other calls can still use it
            self._kept.keep(call, failure)
        return failure, None if silent else self.encoder.pack(described)


def is_awaited(flags: int, value: object) -> bool:
    """Whether the host gets the result of awaiting this value, not the awaitable."""
    return not flags & BY_REFERENCE and type(value) not in ENCODERS and is_awaitable(value)
