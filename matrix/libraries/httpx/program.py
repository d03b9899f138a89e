import httpx
from show import raised, show


def answer(request):
    if request.url.path == "/json":
        return httpx.Response(200, json={"q": request.url.params.get("q"), "agent": request.headers["user-agent"]})
    if request.url.path == "/moved":
        return httpx.Response(302, headers={"location": "/json?q=2"})
    if request.method == "POST":
        return httpx.Response(201, content=request.content, headers={"x-length": str(len(request.content))})
    return httpx.Response(404, text="nothing here")


client = httpx.Client(transport=httpx.MockTransport(answer), base_url="https://shop.test", headers={"User-Agent": "matrix"}, timeout=5)
got = client.get("/json", params={"q": "a b"})
show("got", got.status_code, got.json(), str(got.url), got.is_success, got.reason_phrase)
moved = client.get("/moved", follow_redirects=True)
show("moved", moved.json(), [each.status_code for each in moved.history])
posted = client.post("/x", json={"a": [1, 2]})
show("posted", posted.status_code, posted.content, posted.headers["X-Length"], posted.request.headers["content-type"])
missing = client.get("/none")
show("missing", missing.text, raised(missing.raise_for_status).split("\n")[0])
url = httpx.URL("https://ada:pw@example.org:8443/a/b?x=1#top")
show("url", url.host, url.port, url.path, url.username, str(url.copy_with(fragment="", userinfo=b"")))
show("joined", str(url.join("../c")), str(httpx.URL("/", params={"k": ["a", "b"]})))
headers = httpx.Headers([("A", "1"), ("a", "2"), ("B", "3")])
show("headers", headers["a"], headers.get_list("A"), dict(headers), len(headers))
parameters = httpx.QueryParams("a=1&b=2").set("a", 5).add("b", "x y")
show("parameters", str(parameters), parameters.get_list("b"), parameters.multi_items())
request = client.build_request("PUT", "/f", data={"name": "Bo"}, cookies={"s": "1"})
show("request", request.method, request.read(), request.headers["cookie"])
with client.stream("POST", "/s", content=b"abc\ndef") as response:
    show("stream", list(response.iter_lines()), response.num_bytes_downloaded)
show("wrong", raised(lambda: client.get("ftp://x")), issubclass(httpx.ConnectError, httpx.HTTPError))
client.close()
show("closed", client.is_closed, raised(lambda: client.get("/json")))
