import { Counter } from "#py/collections";
import * as re from "#py/re";
import { quantiles } from "#py/statistics";
import { wrap } from "#py/textwrap";

// @ts-expect-error a misspelt keyword
quantiles([1, 2, 3], { m: 4 });
// @ts-expect-error a missing argument
re.search("a");
// @ts-expect-error a wrong type
wrap("text", "wide");
// @ts-expect-error a wrong type
wrap(42);
// @ts-expect-error no such method
Counter.new("abc").most_comon();
