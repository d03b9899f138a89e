"""Running a call, up to its answer. What decodes and encodes there serves one thread at a time."""

from __future__ import annotations

from functools import partial

from ..asynchronous.asynchrony import is_awaitable
from ..codec import Decoder, Encoder
from ..codec.table import ENCODERS
from ..errors import DependencyFailed, NotEncodable, ProtocolError
from ..objects.object_table import Failure
from ..wire.flags import BY_REFERENCE, INSIDE_LOOP, KEEP, QUIET, VALID_FLAGS
from ..wire.operations import ARITY, MAP, STREAM
from . import operations
from .failures import MAX_ARGUMENT_BYTES, Failures
from .mapping import Mapping
from .streams import open_stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..codec.type_names import TypeNames
    from ..objects.object_table import Kept, Objects
    from ..values.callback import HostObjects
    from .operations import Operation


class Execution:
    """The operations, and what is needed to read a call and to write its answer."""

    def __init__(self, objects: Objects, kept: Kept, host: HostObjects, types: TypeNames, max_frame_bytes: int) -> None:
        self.decoder = Decoder(objects, kept, host)
        self.new_encoder: Callable[[], Encoder] = partial(Encoder, objects, types, max_frame_bytes)
        self.encoder = self.new_encoder()
        self._kept = kept
        self._failures = Failures(objects, Encoder(objects, types, MAX_ARGUMENT_BYTES))
        self._operations: dict[object, Operation] = {
            **operations.OPERATIONS,
            STREAM: (partial(open_stream, new_encoder=self.new_encoder), *ARITY[STREAM]),
            MAP: (Mapping(self._failures, self.encoder), *ARITY[MAP]),
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
        return run(*arguments) if flags < INSIDE_LOOP else operations.run_placed(flags, op, run, arguments)

    def encode(self, call: int, flags: int, value: object) -> bytes | None:
        """The body of an answer. The result is kept where the host wants that."""
        if flags & KEEP:
            self._kept.keep(call, value)
        return None if flags & QUIET else self.encoder.encode(value, flags)

    def fail(
        self, call: int, flags: Any, error: BaseException, notes: Sequence[str] = (), *, silent: bool = False
    ) -> tuple[Failure, bytes | None]:
        """What fails those that need the result, and the body of the answer unless the call was answered already."""
        kind = type(error)
        if kind is DependencyFailed and error.untold is None:  # type: ignore[attr-defined]
            first: int = error.call  # type: ignore[attr-defined]
            failure, described = Failure(first), {"call": first}
        elif silent:
            failure, described = Failure(call, error), {}
        else:
            untold = error.untold if kind is DependencyFailed else error  # type: ignore[attr-defined]
            failure, described = Failure(call), self._failures.error_map(untold, call, notes)
        if type(flags) is int and flags & KEEP and kind is not NotEncodable:  # what cannot be sent can still be used
            self._kept.keep(call, failure)
        return failure, None if silent else self.encoder.pack(described)


def is_awaited(flags: int, value: object) -> bool:
    """Whether the host gets what the result of a call comes to, not the awaitable."""
    return not flags & BY_REFERENCE and type(value) not in ENCODERS and is_awaitable(value)
