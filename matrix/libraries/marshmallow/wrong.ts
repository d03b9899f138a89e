import type { Schema } from "#py/marshmallow";

declare const schema: Schema;
// @ts-expect-error a misspelt keyword
schema.load({ a: 1 }, { many_: true });
// @ts-expect-error a missing argument
schema.load();
