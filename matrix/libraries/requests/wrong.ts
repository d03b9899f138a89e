import { get, Request } from "#py/requests";

// @ts-expect-error a misspelt keyword
Request.new({ methd: "GET" });
// @ts-expect-error a missing argument
get();
