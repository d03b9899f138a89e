import { box, from_wkt, type Polygon, transform } from "#py/shapely";

declare const square: Polygon;
// @ts-expect-error a missing argument
box(0, 0, 1);
// @ts-expect-error a misspelt keyword
from_wkt("POINT (1 1)", { on_invalids: "raise" });
// @ts-expect-error a missing argument
square.contains();
// @ts-expect-error a missing argument
transform(square);
