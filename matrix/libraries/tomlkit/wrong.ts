import { dumps, parse } from "#py/tomlkit";

// @ts-expect-error a missing argument
parse();
// @ts-expect-error a misspelt keyword
dumps({ a: 1 }, { sort_key: true });
