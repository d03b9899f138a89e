import type { Client, Response } from "#py/httpx";

declare const [client, response]: [Client, Response];
// @ts-expect-error a misspelt keyword
client.get("/", { parameters: { a: 1 } });
// @ts-expect-error a missing argument
client.post();
// @ts-expect-error a wrong type
client.get(5);
// @ts-expect-error a method that is not there
response.raiseForStatus();
