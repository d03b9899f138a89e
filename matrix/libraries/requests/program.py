import requests
from requests.structures import CaseInsensitiveDict
from show import raised, show

request = requests.Request("GET", "https://example.org/a", params={"q": "x y"}, headers={"X-A": "1"}).prepare()
show("prepared", request.method, request.url, request.headers["x-a"])
posted = requests.Request("POST", "https://example.org", json={"a": [1]}).prepare()
show("body", posted.body, posted.headers["Content-Type"])
show("headers", CaseInsensitiveDict({"A": "b"})["a"], requests.codes.not_found)
show("no scheme", raised(lambda: requests.get("example.org")).split(":")[0])
