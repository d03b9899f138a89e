import { convert, json } from "#py/msgspec";

// @ts-expect-error a missing argument
convert({ x: 1 });
// @ts-expect-error a misspelt keyword
json.decode("[]", { strikt: true });
