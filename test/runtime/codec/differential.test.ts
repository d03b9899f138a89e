import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, PyObject, PythonError } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";
import { randomForms, randomFrom } from "../support/random-forms.ts";
import { asItArrives, bitsOf, type Form, formOf, hexOf, madeFrom } from "../support/value-forms.ts";

const seed = Number(process.env.SNAKEBRIDGE_TEST_SEED ?? 20_260_102);
const count = 6000;

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
  await addFixtureModules(worker, "values");
  await call("warnings", "simplefilter", ["ignore"]).with({ pool: worker });
});
afterAll(() => worker.stop());

type Call = readonly [symbol: string, args: readonly Form[]];

function randomCalls(random: () => number): () => Call {
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const value = randomForms(random);
  /** No range, which may be too long to go through, and no set, whose order depends on the process. */
  const any = (depth?: number): Form => {
    for (;;) {
      const form = value(depth);
      if (!/"(range|set|frozenset)"/.test(JSON.stringify(form))) return form;
    }
  };
  const integer = (): Form => [
    "int",
    hexOf(BigInt(below(2000) - 1000) * 10n ** BigInt(pick([0, 0, 0, 15, 30]))),
  ];
  const real = (): Form => [
    "float",
    bitsOf(pick([below(200) - 100, random() * 100, -random(), 1e300, -0, Number.NaN])),
  ];
  const number = (): Form => pick([integer, integer, real, () => ["bool", below(2) === 0] as Form])();
  const text = (): Form => [
    "str",
    Array.from(pick(["", "a,b,c", "Hello World", "ßeta Ⅷ", " x y\t", "😀e\u0301", "abcabc", "12"]), (c) =>
      c.codePointAt(0),
    ),
  ];
  const letter = (): Form => [
    "str",
    Array.from(pick(["a", ",", " ", "b", "zz", "😀"]), (c) => c.codePointAt(0)),
  ];
  const list = (item: () => Form): Form => ["list", Array.from({ length: below(5) }, item)];
  const vector = (): Form => {
    const values = Float64Array.from({ length: 4 }, () =>
      pick([random(), below(9), -3, Number.POSITIVE_INFINITY]),
    );
    return ["ndarray", "<f8", pick([[4], [2, 2], [1, 4]]), Buffer.from(values.buffer).toString("hex")];
  };

  const families: [names: string, args: () => Form[]][] = [
    ["operator: add sub mul truediv floordiv mod eq ne lt le", () => [number(), number()]],
    ["operator: and_ or_ xor lshift rshift", () => [integer(), ["int", hexOf(BigInt(below(70)))]]],
    ["operator: add eq lt contains concat getitem is_ ne", () => [any(1), any(1)]],
    ["operator: neg pos abs not_ truth invert index", () => [pick([number, number, () => any(1)])()]],
    ["math: sqrt floor ceil trunc exp log isfinite isnan fabs", () => [number()]],
    ["math: gcd lcm hypot fmod copysign pow atan2 remainder", () => [number(), number()]],
    ["math: fsum prod", () => [list(number)]],
    [
      "builtins: repr bool int float complex str len list tuple type abs round ascii callable sum",
      () => [any(2)],
    ],
    ["builtins: sorted max min sum any all", () => [list(pick([number, text, integer]))]],
    ["builtins: set frozenset", () => [list(pick([integer, text]))]],
    ["builtins: divmod isinstance", () => [number(), number()]],
    [
      "builtins: str.upper str.title str.casefold str.split str.swapcase str.strip str.isdigit str.encode str.splitlines str.isidentifier",
      () => [text()],
    ],
    [
      "builtins: str.split str.find str.count str.partition str.replace str.join str.startswith str.rsplit",
      () => [text(), letter()],
    ],
    [
      "builtins: list.count list.index list.copy list.append list.__add__ list.__contains__",
      () => [list(() => any(1)), any(1)],
    ],
    [
      "numpy: add subtract multiply maximum divide equal less hypot",
      () => [vector(), pick([vector, number])()],
    ],
    [
      "numpy: sum mean cumsum sort argsort transpose ravel isfinite floor sqrt unique shape ndim std",
      () => [vector()],
    ],
    ["numpy: add array abs negative asarray", () => [pick([number, () => list(number)])()]],
    ["copy: copy deepcopy", () => [any()]],
    ["json: dumps", () => [pick([list(text), list(number), any(2)])]],
    ["datetime: datetime.isoformat timedelta.total_seconds date.isoformat date.toordinal", () => [any(0)]],
    ["fractions: Fraction", () => [pick([number, text])()]],
    ["decimal: Decimal", () => [pick([number, text])()]],
  ];
  const symbols = families.map(([line, args]) => {
    const [module, names] = line.split(": ") as [string, string];
    return [names.split(" ").map((name) => `${module}:${name}`), args] as const;
  });
  return () => {
    const [names, args] = pick(symbols);
    return [pick(names), args()];
  };
}

async function overTheBridge([symbol, args]: Call): Promise<readonly unknown[]> {
  const [module, name] = symbol.split(":") as [string, string];
  try {
    const result = await call(module, name, args.map(madeFrom)).with({ pool: worker });
    return result instanceof PyObject ? ["object"] : formOf(result);
  } catch (error) {
    if (error instanceof PythonError)
      return ["raises", error.pythonType.split(/[.:]/).at(-1), error.pythonMessage];
    throw error;
  }
}

it(`${count} random calls give what plain Python gives (seed ${seed})`, async () => {
  const next = randomCalls(randomFrom(seed));
  const calls = Array.from({ length: count }, next);
  const program = join(import.meta.dirname, "../../../fixtures/values/pkg/plain_calls.py");
  const [{ stdout }, ...results] = await Promise.all([
    execa(testPython, [program], { input: JSON.stringify(calls) }),
    ...calls.map(overTheBridge),
  ]);
  const plain = (JSON.parse(stdout) as Form[]).map((form) =>
    form[0] === "object" ? ["object"] : asItArrives(form),
  );
  const wrong = calls.flatMap((made, index) => {
    const [expected, got] = [JSON.stringify(plain[index]), JSON.stringify(results[index])];
    return expected === got ? [] : [{ call: JSON.stringify(made), expected, got }];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
  // Not all of them fail, nor come as objects.
  expect(plain.filter(([kind]) => kind !== "raises" && kind !== "object").length).toBeGreaterThan(count / 3);
});
