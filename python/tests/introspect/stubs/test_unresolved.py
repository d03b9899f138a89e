"""Names that the run time leaves unresolved."""

from __future__ import annotations

from stub_library import Ask, named


def test_names_that_only_type_checkers_import_are_followed(ask: Ask) -> None:
    source = (
        "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from there import Kind, Thing\ndef f() -> Thing: ..."
    )
    facts = ask(source, "", there="class Thing: ...")
    assert facts["signature"]["returns"] == named("there:Thing")


def test_imports_under_other_names_are_followed(ask: Ask) -> None:
    source = (
        "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from there import Either, far\ndef f(a: Either, b: far.Thing) -> far.Things[int]: ..."
    )
    there = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
        "    from elsewhere import Thing\n    import elsewhere as far\nEither = int | Thing"
    )
    facts = ask(source, "", there=there, elsewhere="class Thing: ...\nThings = list")
    thing = named("elsewhere:Thing")
    assert [each["type"] for each in facts["signature"]["parameters"]] == [
        {"kind": "union", "members": [named("builtins:int"), thing]},
        thing,
    ]
    assert facts["signature"]["returns"] == named("builtins:list", named("builtins:int"))


def test_a_form_of_typing_that_another_module_exports(ask: Ask) -> None:
    source = """
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from exporting import Self
class f:
    def same(self) -> Self: ...
"""
    (same,) = ask(source, "", exporting="from typing import Self as Self")["members"]
    assert same["signature"]["returns"] == named("typing:Self")
