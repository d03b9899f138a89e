import { box, from_wkt, type Polygon, transform } from "#py/shapely";

declare const square: Polygon;
// @ts-expect-error a missing argument
box(0, 0, 1);
// @ts-expect-error a missing argument
from_wkt();
// @ts-expect-error a missing argument
square.contains();
// @ts-expect-error a missing argument
transform(square);
