"""The metadata of a call: the context of a trace, as in HTTP headers."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import MappingProxyType

from ..errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

_nothing: Mapping[str, str] = MappingProxyType({})
_metadata: ContextVar[Mapping[str, str]] = ContextVar("snakebridge_metadata", default=_nothing)


def trace_context() -> Mapping[str, str]:
    """The metadata of the running call: ``traceparent`` and the like, if its program traces calls."""
    return _metadata.get()


@contextmanager
def metadata_attached(metadata: object) -> Iterator[None]:
    """Attaches the metadata while a call runs; also to OpenTelemetry, where that is installed."""
    if type(metadata) is not dict or not all(type(text) is str for pair in metadata.items() for text in pair):
        raise ProtocolError("the metadata of a call is a map of texts")
    token = _metadata.set(MappingProxyType(metadata))
    try:
        with _traced(metadata):
            yield
    finally:
        _metadata.reset(token)


@contextmanager
def _traced(metadata: Mapping[str, str]) -> Iterator[None]:
    telemetry = _opentelemetry()
    if telemetry is None:
        yield
        return
    context, propagate = telemetry
    token = context.attach(propagate.extract(metadata))
    try:
        yield
    finally:
        context.detach(token)


@cache
def _opentelemetry() -> tuple[Any, Any] | None:
    try:
        from opentelemetry import context, propagate
    except ImportError:
        return None
    return context, propagate
