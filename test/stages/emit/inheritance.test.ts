import { afterAll, beforeAll, expect, test } from "vitest";
import { compileErrors } from "../../support/compile.ts";
import { type FixturePython, fixturePython } from "../../support/fixture-python.ts";
import { generateFor, runProgram } from "../../support/run-program.ts";
import { testPython } from "../../support/test-python.ts";

const names = "Circle Coloured Disc Other Shape Silent labelled unseen"
  .split(" ")
  .map((each) => `inheritance:${each}`);
let environment: FixturePython;
let generated: Record<string, string>;

beforeAll(async () => {
  environment = await fixturePython(testPython);
  generated = await generateFor(environment.python, names);
});
afterAll(() => environment.remove());

const program = `
import { Circle, Coloured, Disc, labelled, Other, Shape, Silent, unseen } from "./inheritance.js";
import type { PyObject } from "snakebridge/runtime";

const classes = { Circle, Coloured, Disc, Other, Shape };
const kinds = (object: unknown) => Object.entries(classes).filter(([, cls]) => object instanceof cls).map(([name]) => name);
const nameOf = async (shape: Shape): Promise<string> => await shape.label();
const colourOf = async (thing: Coloured): Promise<string> => await thing.colour();
const within = (object: PyObject): Shape | undefined => (object instanceof Shape ? object : undefined);

const [shape, circle, disc, other, hidden] = [await Shape.new(), await Circle.new("c"), await Disc.new("d"), await Other.new("o"), await unseen()];
const silent: Shape = await Silent.new();
const [area, lines]: [number, number | bigint] = [await Silent.new().area(), await silent.size];
const scaled: Circle = await disc.scaled(2);
const size: number | bigint = await disc.size;
const large: string | number | bigint = await other.size;
console.log(JSON.stringify({
  instances: [shape, circle, disc, other, hidden, scaled, {}, null, Shape].map(kinds),
  names: [await nameOf(shape), await nameOf(circle), await nameOf(disc), await nameOf(hidden)],
  members: [await disc.radius(), await disc.area(), size, large, await colourOf(disc), await Disc.new().scaled(3).label()],
  arguments: [await labelled(disc), await labelled(other), await labelled(unseen())],
  python: [await disc.$isinstance(Shape), await disc.$isinstance(Coloured), await circle.$isinstance(Disc)],
  silent: [await nameOf(silent), area, lines],
  narrowed: await within(disc)?.label(),
}));

/** None of these compiles. */
export async function wrong(): Promise<void> {
  // @ts-expect-error a base is not a subclass
  const circle: Circle = await Shape.new();
  // @ts-expect-error nor is a sibling class
  await colourOf(await Circle.new());
  // @ts-expect-error overrides with different types make it a different type
  await nameOf(await Other.new());
  void circle;
}
`;

test("an instance of a subclass has the type of its bases, unless it overrides them with different types", () => {
  expect(compileErrors({ ...generated, "main.ts": program })).toEqual([]);
});

test("an object is an instance of every generated base of its class", async () => {
  expect(await runProgram(testPython, generated, program, "inheritance")).toEqual({
    instances: [
      ["Shape"],
      ["Circle", "Shape"],
      ["Circle", "Coloured", "Disc", "Shape"],
      ["Other", "Shape"],
      ["Circle", "Shape"],
      ["Circle", "Shape"],
      [],
      [],
      [],
    ],
    names: ["Shape shape", "Circle c", "Disc d", "Unseen unseen"],
    members: [2, 12.5, 0, "large", "red", "Circle shape * 3"],
    arguments: ["Disc d", "Other o", "Unseen unseen"],
    python: [true, true, false],
    silent: ["silent", 1.5, 7],
    narrowed: "Disc d",
  });
});
