import base64
import collections
import csv
import datetime
import decimal
import difflib
import fractions
import hashlib
import heapq
import io
import itertools
import json
import logging
import operator
import re
import sqlite3
import statistics
import string
import textwrap
import urllib.parse
import zlib
from pathlib import PurePosixPath

from show import raised, show

show("json", json.dumps({"b": [1, 2.5, None], "a": "ü"}, sort_keys=True, indent=2), json.loads('{"x": [true, 1e3]}'))
show("not json", raised(lambda: json.loads("{")))
match = re.search(r"(?P<year>\d{4})-(\d\d)", "on 2024-02-29")
show("match", match.group("year"), match.groups(), match.span())
show("replaced", re.sub("[aeiou]", lambda each: each.group().upper(), "vowels"), re.split(r"\W+", "a, b; c"))
counts = collections.Counter("mississippi")
show("counts", counts.most_common(2), counts.total(), counts["z"])
Point = collections.namedtuple("Point", ["x", "y"])
show("point", Point(1, y=2)._asdict(), Point(3, 4).x)
show("dates", datetime.date(2024, 2, 29) + datetime.timedelta(days=366), datetime.datetime.fromisoformat("2024-02-29T12:30:00"))
show("weekday", datetime.date(2024, 2, 29).strftime("%A"), datetime.date(2024, 2, 29).isocalendar().__getnewargs__()[0])
show("decimal", decimal.Decimal("0.1") + decimal.Decimal("0.2"), fractions.Fraction(1, 3) + fractions.Fraction(1, 6))
show("statistics", statistics.mean([1, 2, 3, 4]), statistics.quantiles([1, 2, 3, 4, 5], n=4), statistics.stdev([1, 5]))
show("hash", hashlib.sha256(b"snake").hexdigest(), zlib.crc32(b"snake"), base64.b64encode(b"snake"))
show("heap", heapq.nlargest(2, [5, 1, 9, 3]), list(itertools.combinations("abc", 2)), list(itertools.accumulate([1, 2, 3])))
show("grouped", [(key, list(items)) for key, items in itertools.groupby("aabbb")])
show("get", operator.itemgetter(1)(["a", "b"]), operator.attrgetter("real")(5))
show("text", textwrap.wrap("the quick brown fox", width=10), textwrap.shorten("the quick brown fox", 12), string.Template("hi $who").substitute(who="you"))
show("near", difflib.get_close_matches("appel", ["ape", "apple", "peach"]))
parts = urllib.parse.urlparse("https://example.org:8080/a/b?x=1#top")
show("address", parts.netloc, parts.port, urllib.parse.parse_qs("a=1&a=2&b="), urllib.parse.quote("a b/ü"))
show("path", str(PurePosixPath("/a/b") / "c.txt"), PurePosixPath("/a/b/c.txt").suffix, PurePosixPath("/a/b").parts)
show("csv", list(csv.reader(io.StringIO('a,"b,c"\n1,2\n'))))
database = sqlite3.connect(":memory:")
database.execute("create table t (n integer, s text)")
database.executemany("insert into t values (?, ?)", [(1, "one"), (2, "two")])
show("rows", database.execute("select * from t where n > ?", [1]).fetchall(), raised(lambda: database.execute("select x from t")))
show("levels", logging.getLevelName(logging.WARNING), logging.getLogger("a.b").parent.name)
