"""Tables as Arrow IPC streams, for a host that asks for columns."""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

MISSING = "pyarrow is not installed: add it to the libraries of this project"


def ipc_stream(table: Any) -> bytes:
    """Returns the bytes of a table: by polars itself, or by pyarrow for any other table."""
    polars = sys.modules.get("polars")
    if polars is not None and isinstance(table, (polars.DataFrame, polars.Series)):
        frame = table.to_frame() if isinstance(table, polars.Series) else table
        # Not every reader knows the string views that polars uses.
        stream: bytes = frame.write_ipc_stream(None, compat_level=polars.CompatLevel.oldest()).getvalue()
        return stream
    pyarrow = import_pyarrow()
    arrow = _as_table(pyarrow, table)
    sink = pyarrow.BufferOutputStream()
    options = pyarrow.ipc.IpcWriteOptions(unify_dictionaries=True)
    with pyarrow.ipc.new_stream(sink, arrow.schema, options=options) as writer:
        writer.write_table(arrow)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def read_stream(data: bytes | bytearray) -> Any:
    """Returns the `pyarrow.Table` of a stream; its columns are views of `data`."""
    pyarrow = import_pyarrow()
    with pyarrow.ipc.open_stream(pyarrow.py_buffer(data)) as reader:
        return reader.read_all()


def import_pyarrow() -> ModuleType:
    """`pyarrow`, or an error with the fix."""
    try:
        import_module("pyarrow.ipc")
    except ImportError as error:
        raise ImportError(MISSING, name="pyarrow") from error
    return sys.modules["pyarrow"]


def _as_table(pyarrow: Any, table: Any) -> Any:
    if isinstance(table, pyarrow.Table):
        return table
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(table, (pandas.DataFrame, pandas.Series)):
        frame = table.to_frame() if isinstance(table, pandas.Series) else table
        # By default pyarrow moves every range into the metadata, even one that carries information: ids, 10, 20, 30…
        counts = frame.index.name is None and frame.index.equals(pandas.RangeIndex(len(frame)))
        return pyarrow.Table.from_pandas(frame, preserve_index=None if counts else True)
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__") or type(table) is dict:
        return pyarrow.table(table)
    raise TypeError(f"{type(table).__name__} is not a table")
