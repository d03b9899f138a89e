import { chunked, windowed } from "#py/more_itertools";

// @ts-expect-error a misspelt keyword
chunked([1, 2], 2, { strikt: true });
// @ts-expect-error a missing argument
windowed([1, 2]);
