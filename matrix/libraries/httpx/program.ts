import { tuple } from "snakebridge/runtime";
import { issubclass } from "#py/builtins";
import {
  Client,
  ConnectError,
  Headers,
  HTTPError,
  MockTransport,
  QueryParams,
  type Request,
  Response,
  URL as Url,
} from "#py/httpx";
import { raised, show } from "../show.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
async function answer(request: Request) {
  const path = await request.url.path;
  if (path === "/json") {
    const agent = await request.headers.$item("user-agent");
    return Response.new(200, { json: { q: await request.url.params.get("q"), agent } });
  }
  if (path === "/moved") return Response.new(302, { headers: { location: "/json?q=2" } });
  if ((await request.method) === "POST") {
    const content = await request.content;
    return Response.new(201, { content, headers: { "x-length": String(content.length) } });
  }
  return Response.new(404, { text: "nothing here" });
}

const client = await Client.new({
  transport: MockTransport.new(answer),
  base_url: "https://shop.test",
  headers: { "User-Agent": "matrix" },
  timeout: 5,
});
const got = await client.get("/json", { params: { q: "a b" } });
show(
  "got",
  await got.status_code,
  await got.json(),
  await got.url.$str(),
  await got.is_success,
  await got.reason_phrase,
);
const moved = await client.get("/moved", { follow_redirects: true });
const history: unknown[] = [];
for (const each of (await moved.history) as Response[]) history.push(await each.status_code);
show("moved", await moved.json(), history);
const posted = await client.post("/x", { json: { a: [1, 2] } });
show(
  "posted",
  await posted.status_code,
  await posted.content,
  await posted.headers.$item("X-Length"),
  await posted.request.headers.$item("content-type"),
);
const missing = await client.get("/none");
show("missing", await missing.text, (await raised(() => missing.raise_for_status())).split("\n")[0]);
const url = await Url.new("https://ada:pw@example.org:8443/a/b?x=1#top");
show(
  "url",
  await url.host,
  await url.port,
  await url.path,
  await url.username,
  await url.copy_with({ fragment: "", userinfo: new Uint8Array() }).$str(),
);
show("joined", await url.join("../c").$str(), await Url.new("/", { params: { k: ["a", "b"] } }).$str());
const headers = await Headers.new([tuple("A", "1"), tuple("a", "2"), tuple("B", "3")]);
const all: Record<string, unknown> = {};
for await (const key of headers) all[key as string] = await headers.$item(key as string);
show("headers", await headers.$item("a"), await headers.get_list("A"), all, await headers.$len());
const parameters = await QueryParams.new("a=1&b=2").set("a", 5).add("b", "x y");
show("parameters", await parameters.$str(), await parameters.get_list("b"), await parameters.multi_items());
const request = await client.build_request("PUT", "/f", { data: { name: "Bo" }, cookies: { s: "1" } });
show("request", await request.method, await request.read(), await request.headers.$item("cookie"));
await client.stream("POST", "/s", { content: bytes("abc\ndef") }).$with(async (response: Response) => {
  const lines: unknown[] = [];
  for await (const line of response.iter_lines()) lines.push(line);
  show("stream", lines, await response.num_bytes_downloaded);
});
show("wrong", await raised(() => client.get("ftp://x")), await issubclass(ConnectError, HTTPError));
await client.close();
show("closed", await client.is_closed, await raised(() => client.get("/json")));
