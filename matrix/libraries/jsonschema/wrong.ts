import { Draft202012Validator, validate } from "#py/jsonschema";

declare const validator: Draft202012Validator;
// @ts-expect-error a missing argument
validate({ a: 1 });
// @ts-expect-error a misspelt keyword
Draft202012Validator.new({}, { formats: null });
// @ts-expect-error a missing argument
validator.is_valid();
