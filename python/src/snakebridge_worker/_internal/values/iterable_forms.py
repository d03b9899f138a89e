"""What stands for a TypeScript iterable, by the form in which it came."""

from __future__ import annotations

from weakref import ref

from .async_iterables import AsyncHostGenerator, AsyncHostIterable, AsyncHostIterator
from .iterables import HostGenerator, HostIterable, HostIterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .callback import Callback

ITERABLES: dict[object, type[HostIterable]] = {
    0: HostIterable,
    1: HostIterator,
    2: AsyncHostIterable,
    3: AsyncHostIterator,
    4: HostGenerator,
    5: AsyncHostGenerator,
}


def iterable_of(source: Callback, form: object) -> HostIterable:
    """The same object for the same iterable, while one lives."""
    known = vars(source).get("_iterable")
    iterable: HostIterable | None = None if known is None else known()
    if iterable is None:
        iterable = ITERABLES[form](source)
        vars(source)["_iterable"] = ref(iterable)
    return iterable
