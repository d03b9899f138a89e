import { asdict, make_class } from "#py/attr";

// @ts-expect-error a missing argument
make_class("Point");
// @ts-expect-error a misspelt keyword
asdict(make_class("Point", ["x"]), { recursive: true });
