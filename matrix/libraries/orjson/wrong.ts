import { dumps, loads } from "#py/orjson";

// @ts-expect-error a misspelt keyword
dumps({ a: 1 }, { options: 2 });
// @ts-expect-error a missing argument
loads();
// @ts-expect-error a wrong type
loads(5);
