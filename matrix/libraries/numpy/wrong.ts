import { array, linspace, mean, zeros } from "#py/numpy";

// @ts-expect-error a misspelt keyword
mean([1, 2], { axes: 0 });
// @ts-expect-error a missing argument
linspace(0);
// @ts-expect-error a missing argument
zeros();
// @ts-expect-error a misspelt keyword
array([1], { type: "int8" });
