import { timedelta } from "#py/datetime";
import * as humanize from "#py/humanize";
import { show } from "../show.ts";

show(
  "numbers",
  await humanize.intcomma(1234567),
  await humanize.intword(12_300_000),
  await humanize.ordinal(3),
);
show("sizes", await humanize.naturalsize(3_000_000), await humanize.naturalsize(2048, { binary: true }));
show(
  "time",
  await humanize.naturaldelta(timedelta.new({ hours: 2 })),
  await humanize.precisedelta(timedelta.new({ seconds: 3633 })),
);
