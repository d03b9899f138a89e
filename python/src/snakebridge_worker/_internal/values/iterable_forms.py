"""The class that represents a TypeScript iterable, by its form on the wire."""

from __future__ import annotations

from weakref import ref

from .async_iterables import AsyncHostGenerator, AsyncHostIterable, AsyncHostIterator
from .iterables import HostGenerator, HostIterable, HostIterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .callback import Callback

ITERABLE = 0
ITERATOR = 1
ASYNC_ITERABLE = 2
ASYNC_ITERATOR = 3
GENERATOR = 4
ASYNC_GENERATOR = 5

ITERABLES: dict[object, type[HostIterable]] = {
    ITERABLE: HostIterable,
    ITERATOR: HostIterator,
    ASYNC_ITERABLE: AsyncHostIterable,
    ASYNC_ITERATOR: AsyncHostIterator,
    GENERATOR: HostGenerator,
    ASYNC_GENERATOR: AsyncHostGenerator,
}


def iterable_of(source: Callback, form: object) -> HostIterable:
    """The object of an iterable; the same one while it lives."""
    known = vars(source).get("_iterable")
    iterable: HostIterable | None = None if known is None else known()
    if iterable is None:
        iterable = ITERABLES[form](source)
        vars(source)["_iterable"] = ref(iterable)
    return iterable
