"""Symbols, ``"package.module:qual.name"``. Each call looks them up, so that a changed attribute takes effect."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from ... import Cancelled
from ..errors import ApiChanged, ImportFailed, ProtocolError, UnknownSymbol
from .exception_text import message_of
from .locked_symbols import changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .locked_symbols import LockedSymbols

MAX_CANDIDATES = 20_000
MAX_CACHED = 65536


class Symbols:
    """Resolves symbols, and compares each with the lock at its first use."""

    def __init__(self, locked: LockedSymbols) -> None:
        self._locked = locked
        self._split: dict[str, tuple[str, tuple[str, ...]]] = {}

    def resolve(self, symbol: str) -> Any:
        """The object that a symbol names; a symbol without a qualified name is the module itself."""
        parts = self._split.get(symbol)
        if parts is None:
            return self._bind(symbol)
        module_name, path = parts
        value = sys.modules.get(module_name)
        if value is None:
            value = _import(module_name)
        for name in path:
            try:
                value = getattr(value, name)
            except AttributeError as error:
                value = _submodule(value, name, symbol, error)
            except Exception as error:  # a module's own __getattr__ is foreign code
                raise ImportFailed(f"{symbol} cannot be looked up: {message_of(error)}") from error
        return value

    def _bind(self, symbol: str) -> Any:
        """The first time: compares the object with the lock."""
        self._remember(symbol)
        try:
            value = self.resolve(symbol)
            self._locked.verify(symbol, value)
        except (UnknownSymbol, ApiChanged) as error:
            self._split.pop(symbol, None)  # the next lookup compares it again
            if isinstance(error, UnknownSymbol) and symbol in self._locked:
                raise changed(symbol, "is missing, but existed") from error
            raise
        return value

    def _remember(self, symbol: str) -> None:
        if type(symbol) is not str:
            raise ProtocolError("a symbol is a text, module:qual.name")
        module, _, qualname = symbol.partition(":")
        path = tuple(qualname.split(".")) if qualname else ()
        if not module or not all(path):
            raise ProtocolError(f"{symbol!r} is not a symbol, module:qual.name")
        _import(module)  # another thread may be importing it, as with gRPC's modules: this waits until that is done
        if len(self._split) >= MAX_CACHED:
            self._split.clear()
        self._split[symbol] = module, path


def _import(name: str) -> ModuleType:
    try:
        return import_module(name)
    except Cancelled:
        raise
    except BaseException as error:  # libraries do raise SystemExit on import
        raise ImportFailed(f"{name} cannot be imported: {message_of(error) or type(error).__name__}") from error


def _submodule(owner: object, name: str, symbol: str, error: AttributeError) -> Any:
    """A submodule that is not imported yet; otherwise the name is unknown."""
    if isinstance(owner, ModuleType) and "__path__" in vars(owner):
        submodule = f"{owner.__name__}.{name}"
        try:
            return _import(submodule)
        except ImportFailed as failed:
            cause = failed.__cause__
            if not (isinstance(cause, ModuleNotFoundError) and cause.name == submodule):
                raise
    suggestions = similar_names(owner, name)
    hint = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
    raise UnknownSymbol(f"{symbol}: {message_of(error)}{hint}", suggestions) from error


def similar_names(owner: object, name: str) -> list[str]:
    """Up to three names that the owner does have."""
    from difflib import get_close_matches

    try:
        names = [known for known in dir(owner)[:MAX_CANDIDATES] if abs(len(known) - len(name)) <= 3]
    except Exception:  # __dir__ is foreign code
        return []
    return get_close_matches(name, names, n=3)
