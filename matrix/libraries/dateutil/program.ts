import { list } from "#py/builtins";
import { datetime } from "#py/datetime";
import { parse } from "#py/dateutil/parser";
import { relativedelta } from "#py/dateutil/relativedelta";
import { DAILY, rrule } from "#py/dateutil/rrule";
import { raised, show } from "../show.ts";

show("parsed", await parse("29 Feb 2024 12:30"), await parse("03/04/2024", { dayfirst: true }));
const month = relativedelta.new({ months: 1 });
show(
  "moved",
  await datetime.new(2024, 1, 31).ref().$add(month),
  await relativedelta.new({ hours: 25 }).$attr("days"),
);
const start = datetime.new(2024, 2, 28);
show("days", await list.new(rrule.new(DAILY, { count: 2, dtstart: start })));
show("no date", (await raised(() => parse("no date"))).split(":")[0]);
