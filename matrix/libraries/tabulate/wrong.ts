import { tabulate } from "#py/tabulate";

// @ts-expect-error a misspelt keyword
tabulate([[1]], { table_fmt: "github" });
// @ts-expect-error a missing argument
tabulate();
