import { fuzz } from "#py/rapidfuzz";

// @ts-expect-error a missing argument
fuzz.ratio("a");
// @ts-expect-error a misspelt keyword
fuzz.ratio("a", "b", { score_cutof: 5 });
