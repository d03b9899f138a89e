import datetime

import arrow
from show import raised, show

when = arrow.get("2020-02-29T12:30:45.123456+02:00")
show("parts", when.year, when.month, when.microsecond, when.isoformat(), when.timestamp())
show("values", when.datetime, when.date(), when.naive, when.utcoffset())
show("formatted", when.format("dddd, D. MMMM YYYY HH:mm ZZ"), when.format("D. MMMM", locale="de"))
show("moved", when.shift(years=1, days=-1).isoformat(), when.replace(hour=1, tzinfo="UTC").isoformat())
show("zone", when.to("America/New_York").isoformat(), when.floor("month").isoformat(), when.ceil("hour").isoformat())
later = when.shift(hours=50)
show("difference", later - when, (later - when).total_seconds(), later > when, when == arrow.get(when.datetime))
show("human", later.humanize(when), when.humanize(later, granularity=["day", "hour"]), when.humanize(later, locale="fr"))
show("parsed", arrow.get("12 May 1999", "DD MMM YYYY").date(), arrow.get(1580000000).isoformat(), arrow.get(datetime.date(2020, 1, 2)).isoformat())
show("range", [day.day for day in arrow.Arrow.range("day", when, when.shift(days=2))])
start, end = when.span("week")
show("span", start.isoformat(), end.isoformat())
show("spans", [(a.hour, b.hour) for a, b in arrow.Arrow.span_range("hour", when, when.shift(hours=1))])
show("between", later.is_between(when, later, "(]"), when.isocalendar()[1], when.week, when.quarter)
show("back", when.dehumanize("2 hours ago").hour, when.for_json(), arrow.utcnow().tzinfo is not None)
show("wrong", raised(lambda: arrow.get("yesterday")).split(":")[0], raised(lambda: when.shift(yeers=1)).split(".")[0])
