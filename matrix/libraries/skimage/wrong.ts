import { filters, measure, transform } from "#py/skimage";

// @ts-expect-error a misspelt keyword
filters.gaussian([[1, 2]], { sgima: 1 });
// @ts-expect-error a missing argument
transform.rotate([[1, 2]]);
// @ts-expect-error a missing argument
measure.label();
