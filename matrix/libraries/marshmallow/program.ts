import type { PyObject } from "snakebridge/runtime";
import { issubclass, ValueError } from "#py/builtins";
import { fields, Schema, ValidationError } from "#py/marshmallow";
import { raised, show } from "../show.ts";

const name = fields.Str.new({ required: true });
const User = (await Schema.from_dict({
  name,
  age: fields.Int.new({ load_default: 18 }),
})) as unknown as PyObject;
const schema = (await User.$call()) as Schema;
show("loaded", await schema.load({ name: "Ada", age: "36" }), await schema.load({ name: "Bo" }));
show("dumped", await schema.dump({ name: "Cy", age: 7 }), await schema.validate({ age: "x" }));
show("wrong", await raised(() => schema.load({})), await issubclass(ValidationError, ValueError));
