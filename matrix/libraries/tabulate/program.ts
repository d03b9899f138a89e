import { simple_separated_format, tabulate } from "#py/tabulate";
import { show } from "../show.ts";

const rows = [
  ["Bern", 3.5],
  ["Zug", 12.25],
];
show("plain", await tabulate(rows, { headers: ["city", "km"] }));
show("github", await tabulate(rows, { tablefmt: "github", floatfmt: ".1f" }));
const semicolons = simple_separated_format(";");
show("dicts", await tabulate([{ a: 1, b: 2 }], { headers: "keys", tablefmt: semicolons }));
