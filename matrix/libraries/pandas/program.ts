import { kw } from "snakebridge/runtime";
import * as pd from "#py/pandas";
import { raised, show } from "../show.ts";

const sales = await pd.DataFrame.new({
  city: ["Bern", "Zug", "Bern", "Chur"],
  units: [3, 5, 4, 1],
  price: [2.5, 4.0, 3.0, 9.5],
});
show("shape", await sales.shape, await sales.columns.$invoke("tolist"), await sales.$len());
show("head", await sales.head(2).to_dict({ orient: "records" }));
show("mean", await sales.$item("price").$invoke("mean"), await sales.$item("units").$invoke("sum"));
const many = sales.$item(sales.$item("units").$gt(3));
show(
  "chosen",
  await many.$invoke("sort_values", "price", kw({ ascending: false })).$invoke("to_dict", "list"),
);
show("grouped", await sales.groupby("city").$item("units").$invoke("sum").$invoke("to_dict"));
const extremes = sales.groupby("city").$invoke("agg", { units: "max", price: "min" }, {});
show("named", await extremes.$invoke("to_dict", "index"));

const prices = await pd.Series.new([1.0, null, 3.0], { index: ["a", "b", "c"], name: "price" });
show("missing", await prices.isna().tolist(), await prices.fillna(2.0).to_dict(), await prices.$attr("name"));
show(
  "applied",
  await prices
    .dropna()
    .$invoke("apply", (each: number) => each * 10)
    .$invoke("tolist"),
);

const days = await pd.date_range("2024-01-30", { periods: 3, freq: "D" });
show("days", await days.$invoke("strftime", "%d.%m.").$invoke("tolist"), await days.$len());
show(
  "timestamp",
  await pd.Timestamp.new("2024-02-29").$invoke("day_name"),
  await pd.to_datetime("2024-02-29").$invoke("isoformat"),
);
const both = pd.concat([sales.head(1), sales.tail(1)], { ignore_index: true });
show("concat", await both.$invoke("to_dict", "list"));
const cantons = pd.DataFrame.new({ city: ["Bern", "Chur"], canton: ["BE", "GR"] });
const merged = pd.merge(sales, cantons, { on: "city", how: "left" });
show("merged", await merged.$item("canton").$invoke("fillna", "?").$invoke("tolist"));
const pivot = sales.pivot_table("units", { index: "city", aggfunc: "sum" });
show("pivot", await pivot.$item("units").$invoke("to_dict"));
show("csv", await sales.to_csv({ index: false }));
const numbers = pd.to_numeric(pd.Series.new(["1", "x"]), { errors: "coerce" });
show("number", await numbers.$invoke("fillna", 0).$invoke("tolist"));
show("no column", await raised(() => sales.$item("none")));
show("not a number", await raised(() => pd.to_numeric("x")));
