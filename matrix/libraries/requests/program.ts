import { codes, get, Request } from "#py/requests";
import { CaseInsensitiveDict } from "#py/requests/structures";
import { raised, show } from "../show.ts";

const options = { params: { q: "x y" }, headers: { "X-A": "1" } };
const request = await Request.new({ method: "GET", url: "https://example.org/a", ...options })
  .prepare()
  .ref();
show(
  "prepared",
  await request.$attr("method"),
  await request.$attr("url"),
  await request.$attr("headers").$item("x-a"),
);
const posted = await Request.new({ method: "POST", url: "https://example.org", json: { a: [1] } })
  .prepare()
  .ref();
show("body", await posted.$attr("body"), await posted.$attr("headers").$item("Content-Type"));
show("headers", await CaseInsensitiveDict.new({ A: "b" }, {}).$item("a"), await codes.$attr("not_found"));
show("no scheme", (await raised(() => get("example.org"))).split(":")[0]);
