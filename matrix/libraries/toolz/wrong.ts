import { get_in, take } from "#py/toolz";

// @ts-expect-error a missing argument
take(2);
// @ts-expect-error a misspelt keyword
get_in(["a"], { a: 1 }, { defualt: 0 });
