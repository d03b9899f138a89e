import { DataFrame, type Series } from "#py/polars";

declare const [frame, series]: [DataFrame, Series];
// @ts-expect-error a misspelt keyword
frame.iter_rows({ names: true });
// @ts-expect-error a wrong type
frame.head("three");
// @ts-expect-error a misspelt keyword
DataFrame.new({ a: [1] }, { strikt: false });
// @ts-expect-error a method that is not there
series.null_counts();
