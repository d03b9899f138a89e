import { use } from "#py/matplotlib";
import { close, subplots } from "#py/matplotlib/pyplot";
import { FuncFormatter } from "#py/matplotlib/ticker";

// @ts-expect-error a missing argument
use();
// @ts-expect-error a misspelt keyword
use("Agg", { forced: true });
// @ts-expect-error a wrong type
subplots(1, 2, { sharex: "rows" });
// @ts-expect-error a wrong type
close({ fig: [1, 2] });
// @ts-expect-error a missing argument
FuncFormatter.new();
