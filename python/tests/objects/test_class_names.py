"""Names of classes, which must be the same in generated wrappers and in references."""

from __future__ import annotations

from typing import Any

from snakebridge_worker._internal.introspect.objects.static import class_path
from snakebridge_worker._internal.objects.class_names import class_name


class Interface:
    """Each of its instances has a module, as the interfaces of zope.interface do."""

    def method(self) -> None: ...


class Silent:
    pass


def test_a_class_is_called_the_same_by_both_sides() -> None:
    of_instances: Any = property(lambda self: "elsewhere")
    Interface.__module__ = of_instances
    Silent.__module__ = of_instances
    for cls, name in {dict: "builtins:dict", Interface: f"{__name__}:Interface", Silent: "?:Silent"}.items():
        assert class_name(cls) == class_path(cls) == name
