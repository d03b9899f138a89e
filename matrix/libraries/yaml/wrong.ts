import { add_constructor, load, safe_dump, safe_load } from "#py/yaml";

// @ts-expect-error a missing argument
safe_load();
// @ts-expect-error a missing argument
load("a: 1");
// @ts-expect-error a wrong type
safe_load(5);
// @ts-expect-error a missing argument
add_constructor("!a");
safe_dump({ a: 1 }, { sort_keys: false });
