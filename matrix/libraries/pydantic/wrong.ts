import { AfterValidator, type TypeAdapter } from "#py/pydantic";

declare const adapter: TypeAdapter;
// @ts-expect-error a missing argument
adapter.validate_python();
// @ts-expect-error a misspelt keyword
adapter.dump_json([1], { indentation: 2 });
// @ts-expect-error a missing argument
AfterValidator.new();
