"""Error maps: all useful facts of an exception, without any harm that its code could do."""

from __future__ import annotations

import sys
import textwrap

import pytest

from client import Connection, RemoteError
from snakebridge_worker import Cancelled
from snakebridge_worker._internal.calls.failures import MAX_ARGUMENT_BYTES, MAX_DEPTH, Failures
from snakebridge_worker._internal.calls.tracebacks import MAX_FRAMES
from snakebridge_worker._internal.codec import Encoder
from snakebridge_worker._internal.codec.type_names import TypeNames
from snakebridge_worker._internal.errors import UnknownSymbol
from snakebridge_worker._internal.objects.exception_text import MAX_TEXT
from snakebridge_worker._internal.objects.object_table import ObjectTable


def error_map(error: BaseException, call: int = 7) -> dict:
    objects = ObjectTable()
    encoder = Encoder(objects, TypeNames(lambda _: None), MAX_ARGUMENT_BYTES)
    return Failures(objects, encoder).error_map(error, call)


def failure_of(code: str) -> dict:
    """The error map of what the code raises."""
    try:
        exec(compile(textwrap.dedent(code), "<code>", "exec"), {"__name__": "made"})
    except BaseException as error:
        return error_map(error)
    raise AssertionError("nothing was raised")


def test_class_bases_message_and_call() -> None:
    failure = failure_of("class E(KeyError): pass\nraise E('k')")
    assert failure["type"] == "made:E"
    assert failure["bases"] == [
        *("builtins:KeyError", "builtins:LookupError", "builtins:Exception", "builtins:BaseException"),
        "builtins:object",
    ]
    assert (failure["message"], failure["origin"], failure["call"]) == ("'k'", "python", 7)


def test_cause_context_and_notes() -> None:
    failure = failure_of(
        """
        try:
            try: 1 / 0
            except ZeroDivisionError as inner: raise ValueError('b') from inner
        except ValueError as outer:
            outer.__notes__ = ['first', 'second', 3]
            raise
        """
    )
    assert failure["notes"] == ["first", "second"]
    assert failure["cause"]["type"] == "builtins:ZeroDivisionError"
    assert (failure["context"], failure["suppress_context"]) == (True, True)
    failure = failure_of("try: 1 / 0\nexcept ZeroDivisionError: raise ValueError")
    assert failure["cause"] is None
    assert failure["context"]["message"] == "division by zero"
    assert failure["suppress_context"] is False
    failure = failure_of("try: 1 / 0\nexcept ZeroDivisionError: raise ValueError from None")
    assert failure["cause"] is None
    assert failure["context"]["message"] == "division by zero"
    assert failure["suppress_context"] is True


def test_causes_in_a_circle_end() -> None:
    failure = failure_of("a, b = ValueError('a'), ValueError('b')\na.__cause__, b.__cause__ = b, a\nraise a")
    assert failure["cause"]["message"] == "b"
    assert failure["cause"]["cause"] is None


def test_frames_are_those_of_python_code(lane: Connection) -> None:
    with pytest.raises(RemoteError) as failed:
        lane.call("json:loads", "{")
    frames = failed.value["frames"]
    assert [frame[2] for frame in frames] == ["loads", "decode", "raw_decode"]
    assert frames[0][3] == "return _default_decoder.decode(s)"
    assert not any("snakebridge" in frame[0] for frame in frames)


def test_a_recursion_keeps_both_ends() -> None:
    failure = failure_of("def first(n): return second(n)\ndef second(n): return second(n + 1)\nfirst(0)")
    assert failure["type"] == "builtins:RecursionError"
    assert len(failure["frames"]) == MAX_FRAMES + 1
    names = [frame[2] for frame in failure["frames"]]
    assert names[:2] == ["failure_of", "<module>"]
    assert names[-1] == "second"
    assert any(name.endswith("more frames") for name in names)


def test_long_texts_are_cut() -> None:
    failure = failure_of(f"raise ValueError('x' * {MAX_TEXT * 10})")
    assert len(failure["message"]) < MAX_TEXT + 100
    assert failure["message"].endswith(f"({MAX_TEXT * 10} characters)")


@pytest.mark.parametrize(
    "body",
    [
        "def __str__(self): raise SystemExit",
        "def __str__(self): return 5",
        "def __getattribute__(self, name): raise SystemExit",
        "__class__ = property(lambda self: 1 / 0)",
        "__dict__ = __traceback__ = __cause__ = __context__ = __notes__ = property(lambda self: 1 / 0)",
        "__slots__ = ()\n    __notes__ = 'text'",
        "__module__ = 5",
        "class Text(str):\n        __len__ = __getitem__ = None\n    def __str__(self): return self.Text('text')",
    ],
)
def test_a_hostile_exception_is_only_described(body: str) -> None:
    failure = failure_of(f"class Hostile(Exception):\n    {body}\nraise Hostile")
    assert failure["type"].endswith(":Hostile")
    assert type(failure["message"]) is str
    assert failure["origin"] == "python"


def test_a_hostile_metaclass_is_not_asked() -> None:
    failure = failure_of(
        """
        class Meta(type):
            __mro__ = __name__ = property(lambda cls: 1 / 0)
            def __getattribute__(cls, name): raise SystemExit
        class E(Exception, metaclass=Meta): pass
        raise E('m')
        """
    )
    assert failure["type"].endswith(":E")
    assert failure["message"] == "m"


def test_failures_of_the_bridge_have_codes() -> None:
    unknown = error_map(UnknownSymbol("np:meen", ["mean"]), 1)
    assert (unknown["origin"], unknown["code"], unknown["executed"]) == ("bridge", "UnknownSymbol", "no")
    assert unknown["suggestions"] == ["mean"]
    cancelled = error_map(Cancelled(1), 1)
    assert (cancelled["code"], cancelled["executed"]) == ("Cancelled", "maybe")
    assert "builtins:KeyboardInterrupt" in cancelled["bases"]


@pytest.mark.parametrize(
    ("symbol", "code", "words"),
    [
        ("math:sqr", "UnknownSymbol", "did you mean sqrt"),
        ("json:JSONDecoder.decod", "UnknownSymbol", "did you mean decode"),
        ("no_such_module:x", "ImportFailed", "No module named 'no_such_module'"),
        ("json.no_such:x", "ImportFailed", "No module named 'json.no_such'"),
        ("json:no_such", "UnknownSymbol", "has no attribute 'no_such'"),
        ("exits_on_import:x", "ImportFailed", "cannot be imported: 3"),
        ("raises_on_import:x", "ImportFailed", "cannot be imported: boom"),
        (":x", "ProtocolError", "not a symbol"),
        ("json:a..b", "ProtocolError", "not a symbol"),
    ],
)
def test_a_symbol_that_is_not_there(lane: Connection, tmp_path, symbol: str, code: str, words: str) -> None:
    (tmp_path / "exits_on_import.py").write_text("import sys; sys.exit(3)")
    (tmp_path / "raises_on_import.py").write_text("raise ValueError('boom')")
    lane.call("builtins:exec", f"import sys; sys.path.append({str(tmp_path)!r})")
    with pytest.raises(RemoteError) as failed:
        lane.call(symbol)
    assert failed.value["code"] == code
    assert words in failed.value["message"]
    assert (failed.value["cause"] is not None) == (code == "ImportFailed" or "attribute" in failed.value["message"])
    assert lane.call("math:sqrt", 4.0) == 2.0


def test_symbols_are_looked_up_again(lane: Connection) -> None:
    lane.call("builtins:exec", "import types, sys; sys.modules['made'] = m = types.ModuleType('made'); m.f = len")
    assert lane.call("made:f", [1, 2]) == 2
    lane.call("builtins:exec", "import made; made.f = sum")
    assert lane.call("made:f", [1, 2]) == 3
    lane.call("builtins:exec", "import types, sys; sys.modules['made'] = m = types.ModuleType('made'); m.f = max")
    assert lane.call("made:f", [1, 2]) == 2


def test_submodules_are_imported_where_they_are_asked_for(lane: Connection) -> None:
    assert lane.call("xml:etree.ElementTree.fromstring", "<a b='c'/>").code == 32
    assert lane.run(6, "xml.dom").code == 32


@pytest.mark.parametrize("code", ["raise SystemExit(4)", "raise KeyboardInterrupt", "raise GeneratorExit"])
def test_exits_are_failures_like_any_other(lane: Connection, code: str) -> None:
    with pytest.raises(RemoteError) as failed:
        lane.call("builtins:exec", code)
    assert failed.value["origin"] == "python"
    assert lane.call("math:sqrt", 4.0) == 2.0


@pytest.mark.skipif(sys.version_info < (3, 11), reason="exception groups came with 3.11")
def test_an_exception_group_is_named(lane: Connection) -> None:
    with pytest.raises(RemoteError) as failed:
        lane.call("builtins:exec", "raise ExceptionGroup('several', [ValueError(1), TypeError(2)])")
    assert failed.value["type"] == "builtins:ExceptionGroup"
    assert failed.value["message"] == "several (2 sub-exceptions)"


def test_a_group_of_the_backport_is_one_too() -> None:
    failure = failure_of(
        """
        class BaseExceptionGroup(BaseException): pass
        BaseExceptionGroup.__module__ = 'exceptiongroup'
        class Group(BaseExceptionGroup): pass
        group = Group('several')
        group._exceptions = (ValueError(1), 'no exception', KeyError('k'))
        raise group
        """
    )
    assert [member["type"] for member in failure["errors"]] == ["builtins:ValueError", "builtins:KeyError"]


def test_the_number_of_exceptions_is_bounded() -> None:
    failure = failure_of(
        """
        error = ValueError()
        for _ in range(50):
            outer = ValueError()
            outer.__cause__ = error
            error = outer
        raise error
        """
    )
    depth = 0
    while failure is not None:
        failure, depth = failure["cause"], depth + 1
    assert depth == MAX_DEPTH
