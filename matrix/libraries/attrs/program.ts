import { kw, type PyObject } from "snakebridge/runtime";
import * as attr from "#py/attr";
import { raised, show } from "../show.ts";

const Point = (await attr.make_class("Point", ["x", "y"])) as unknown as PyObject;
const point = (await Point.$call(1, 2)) as PyObject;
show(
  "point",
  await attr.asdict(point),
  await attr.astuple(point),
  await point.$repr(),
  await point.$eq(Point.$call(1, 2)),
);
const names: unknown[] = [];
for await (const field of attr.fields(Point)) names.push(await (field as PyObject).$attr("name"));
const evolved = attr.evolve(point, kw({ x: 5 }));
show("evolved", await attr.asdict(evolved as unknown as PyObject), await attr.has(Point), names);
show("missing", await raised(() => Point.$call(1)));
