import { PyDate, tuple } from "snakebridge/runtime";
import { Arrow, get, utcnow } from "#py/arrow";
import { raised, show } from "../show.ts";

const when = await get("2020-02-29T12:30:45.123456+02:00");
show(
  "parts",
  await when.$attr("year"),
  await when.$attr("month"),
  await when.$attr("microsecond"),
  await when.isoformat(),
  await when.timestamp(),
);
show("values", await when.datetime, await when.date(), await when.naive, await when.utcoffset());
show(
  "formatted",
  await when.format("dddd, D. MMMM YYYY HH:mm ZZ"),
  await when.format("D. MMMM", { locale: "de" }),
);
show(
  "moved",
  await when.shift({ years: 1, days: -1 }).isoformat(),
  await when.replace({ hour: 1, tzinfo: "UTC" }).isoformat(),
);
show(
  "zone",
  await when.to("America/New_York").isoformat(),
  await when.floor("month").isoformat(),
  await when.ceil("hour").isoformat(),
);
const later = await when.shift({ hours: 50 });
show(
  "difference",
  await later.$sub(when),
  await later.$sub(when).$invoke("total_seconds"),
  await later.$gt(when),
  await when.$eq(get(when.datetime)),
);
show(
  "human",
  await later.humanize(when),
  await when.humanize(later, { granularity: ["day", "hour"] }),
  await when.humanize(later, { locale: "fr" }),
);
show(
  "parsed",
  await get("12 May 1999", "DD MMM YYYY").date(),
  await get(1580000000).isoformat(),
  await get(PyDate.parse("2020-01-02")).isoformat(),
);
const days: unknown[] = [];
for await (const day of Arrow.range("day", when, when.shift({ days: 2 })))
  days.push(await (day as Arrow).$attr("day"));
show("range", days);
const [start, end] = await when.span("week");
show("span", await start.isoformat(), await end.isoformat());
const hours: unknown[] = [];
for await (const pair of Arrow.span_range("hour", when, when.shift({ hours: 1 }))) {
  const [a, b] = pair as [Arrow, Arrow];
  hours.push(tuple(await a.$attr("hour"), await b.$attr("hour")));
}
show("spans", hours);
show(
  "between",
  await later.is_between(when, later, "(]"),
  await when.isocalendar().$item(1),
  await when.$attr("week"),
  await when.$attr("quarter"),
);
show(
  "back",
  await when.dehumanize("2 hours ago").$attr("hour"),
  await when.for_json(),
  (await utcnow().tzinfo) !== null,
);
show(
  "wrong",
  (await raised(() => get("yesterday"))).split(":")[0],
  (await raised(() => when.shift({ yeers: 1 }))).split(".")[0],
);
