from __future__ import annotations

from typing import Literal, overload


@overload
def read(path: str, *, raw: Literal[True], encoding: str | None = ...) -> bytes: ...
@overload
def read(path: str, *, raw: Literal[False] = ..., encoding: str | None = ...) -> str: ...
def read(path: str, *, raw: bool = False, encoding: str = "utf-8") -> bytes | str:
    return b"" if raw else encoding + path


read.__module__ = "somewhere.else"
