"""Prints the types of the introspector's answers as JSON Schema; ``test/facts/python-facts.test.ts`` compares them.

Reads the files as syntax, so that the result is the same under each version of Python.
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import Any

Schema = dict[str, Any]

INTROSPECT = Path(__file__).parents[2] / "src/snakebridge_worker/_internal/introspect"
FILES = ("facts.py", "questions/catalogue_facts.py")
_PRIMITIVES = {"str": "string", "int": "number", "float": "number", "bool": "boolean", "None": "null"}


def schemas_of(source: str) -> dict[str, Schema]:
    """Return the schema of each ``TypedDict`` and each alias, by name."""
    schemas: dict[str, Schema] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            schemas[node.name] = _record(node, schemas)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            schemas[name] = _functional(node.value) if isinstance(node.value, ast.Call) else _type(node.value)
    return schemas


def _record(node: ast.ClassDef, schemas: dict[str, Schema]) -> Schema:
    bases = [schemas[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id != "TypedDict"]
    properties = {name: each for base in bases for name, each in base["properties"].items()}
    required = [name for base in bases for name in base["required"]]
    is_total = _is_total(node.keywords)
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            name, annotation, is_required = field.target.id, field.annotation, is_total
            if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "NotRequired":
                annotation, is_required = annotation.slice, False
            properties[name] = _type(annotation)
            required += [name] if is_required else []
    return _object(properties, required)


def _functional(call: ast.Call) -> Schema:
    """Read ``TypedDict("Name", {"key": type}, total=False)``."""
    fields = call.args[1]
    assert isinstance(fields, ast.Dict)
    properties = {
        ast.literal_eval(key): _type(each) for key, each in zip(fields.keys, fields.values, strict=True) if key
    }
    return _object(properties, list(properties) if _is_total(call.keywords) else [])


def _is_total(keywords: list[ast.keyword]) -> bool:
    return not any(each.arg == "total" and ast.unparse(each.value) == "False" for each in keywords)


def _object(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _type(node: ast.expr) -> Schema:
    if isinstance(node, ast.BinOp):
        return {"anyOf": [_type(node.left), _type(node.right)]}
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "list":
        return {"type": "array", "items": _type(node.slice)}
    if isinstance(node, ast.Subscript):
        values = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        assert ast.unparse(node.value) == "Literal", ast.unparse(node)
        return {"enum": [ast.literal_eval(each) for each in values]}
    name = ast.unparse(node)
    return {"type": _PRIMITIVES[name]} if name in _PRIMITIVES else {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    texts = [(INTROSPECT / each).read_text(encoding="utf-8") for each in FILES]
    json.dump(schemas_of("\n".join(texts)), sys.stdout)
