import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  classmethod,
  isPythonError,
  kw,
  call as lazyCall,
  type NDArray,
  notImplemented,
  type PyCall,
  PyObject,
  property,
  signature,
  staticmethod,
  subclass,
  symbol,
  tuple,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { Counter } from "../object/generated.ts";
import { collectGarbage } from "../support/garbage.ts";
import { type LiveWorker, startLiveWorker } from "../support/live-worker.ts";

let worker: LiveWorker;
beforeAll(async () => {
  worker = await startLiveWorker(testPython);
});
afterAll(() => worker.stop());

function run<T>(lazy: PyCall<T>): PyCall<T> {
  return lazy.with({ pool: worker });
}

const call: typeof lazyCall = (...parameters) => run(lazyCall(...parameters));
const object = (module: string, name: string) => symbol(module, name);

it("makes a class that Python takes for one of its own", async () => {
  const Point = await run(
    subclass("Point", [], {
      __doc__: "Two numbers.",
      kind: "flat",
      async __init__(self, x, y) {
        await self.$set("x", x);
        await self.$set("y", y);
      },
      __repr__: async (self) => `Point(${await self.$attr("x")}, ${await self.$attr("y")})`,
      __len__: () => 2,
      __eq__: (self, other) =>
        other instanceof PyObject ? self.$attr("x").$eq(other.$attr("x")) : notImplemented,
      __hash__: () => 7,
      __call__: (_self, ...args) => args,
      __iter__: (self) => call("builtins", "iter", [[self.$attr("x"), self.$attr("y")]]),
      __getitem__: (_self, key) => {
        if (key === 0) return "zero";
        throw call("builtins", "IndexError", ["out of range"]);
      },
    }),
  );
  const point = await Point.$call(1, 2);
  expect(await point.$repr()).toBe("Point(1, 2)");
  expect(await point.$len()).toBe(2);
  expect(await point.$hash()).toBe(7);
  expect(await call("builtins", "list", [point])).toEqual([1, 2]);
  expect(await point.$call("a", { b: 1 })).toEqual(["a", { b: 1 }]);
  expect(await point.$eq(Point.$call(1, 3))).toBe(true);
  expect(await point.$eq(1)).toBe(false);
  expect(await point.$item(0)).toBe("zero");
  const failure = await Promise.resolve(point.$item(1)).catch((error: unknown) => error);
  expect(isPythonError(failure, "IndexError") && failure.message).toContain("out of range");
  expect(await Point.$attr("kind")).toBe("flat");
  expect(await Point.$attr("__doc__")).toBe("Two numbers.");
  expect(await Point.$repr()).toBe("<class '__main__.Point'>");
  expect(await Point.$attr("__init__").$attr("__qualname__")).toBe("Point.__init__");
  expect(await call("inspect", "isfunction", [Point.$attr("__init__")])).toBe(true);
  expect(await point.$isinstance(Point)).toBe(true);
});

it("calls what it overrides, also in a subclass of a subclass", async () => {
  const Loud = await run(
    subclass("Loud", [Counter], (cls) => ({
      most_common: async (self, n) => ["loud", await self.$super(cls).most_common(Number(n))],
      total: (self) => self.$super(cls).total(),
    })),
  );
  const Louder = await run(
    subclass("Louder", [Loud], (cls) => ({
      total: async (self) => 100 + (await self.$super(cls).total()),
    })),
  );
  const counter = await Louder.$call("abca");
  expect(counter).toBeInstanceOf(Counter);
  expect(await counter.total()).toBe(104);
  expect(await counter.most_common(1)).toEqual(["loud", [tuple("a", 2)]]);
});

it("has properties, class methods, static methods and abstract ones", async () => {
  const abstract = (run: (self: PyObject) => unknown) => call("abc", "abstractmethod", [run]);
  const Shape = await run(
    subclass(
      "Shape",
      [],
      {
        area: abstract(() => null),
        size: property(
          (self) => self.$attr("_size"),
          (self, size) => self.$set("_size", Number(size) * 2),
        ),
        named: classmethod((cls, name) => [cls, name]),
        twice: staticmethod((n) => Number(n) * 2),
      },
      { metaclass: symbol("abc", "ABCMeta") },
    ),
  );
  const failure = await Promise.resolve(Shape.$call()).catch(String);
  expect(failure).toMatch(/TypeError: Can't instantiate abstract class Shape/);
  const Square = await run(
    subclass("Square", [Shape], { area: async (self) => Number(await self.$attr("size")) ** 2 }),
  );
  const square = await Square.$call();
  await square.$set("size", 3);
  expect(await square.$invoke("area")).toBe(36);
  expect(await Square.$invoke("named", "s")).toEqual([Square, "s"]);
  expect(await square.$invoke("twice", 4)).toBe(8);
  const getter = Shape.$attr("size").$attr("fget");
  expect(await call("inspect", "isfunction", [getter])).toBe(true);
  const hints = [Shape.$attr("named"), getter, Shape.$attr("area"), (x: number) => x].map((each) =>
    call("typing", "get_type_hints", [each]),
  );
  expect(await Promise.all(hints)).toEqual([{}, {}, {}, {}]);
});

it("binds arguments by a signature", async () => {
  const Greeter = await run(
    subclass("Greeter", [], {
      __init__: signature(
        "(self, name: str = 'you', *, loud=False)",
        async (self: PyObject, name: string, { loud }) => {
          await self.$set("text", loud ? name.toUpperCase() : name);
        },
      ),
      all: signature("(self, *names, **rest) -> list", (_self: PyObject, ...all: unknown[]) => all),
    }),
  );
  const text = (...args: unknown[]) => Greeter.$call(...(args as never[])).$attr("text");
  expect(await text()).toBe("you");
  expect(
    await call("functools", "partial", [Greeter], { loud: true, name: "me" }).$call().$attr("text"),
  ).toBe("ME");
  expect(await Promise.resolve(text(1, 2)).catch(String)).toContain(
    "__init__() takes from 1 to 2 positional arguments",
  );
  expect(await call("inspect", "signature", [Greeter]).$str()).toBe("(name: str = 'you', *, loud=False)");
  expect(await call("inspect", "signature", [Greeter.$attr("all")]).$str()).toBe(
    "(self, *names, **rest) -> list",
  );
  expect(await Greeter.$call().$invoke("all", 1)).toEqual([1, {}]);
  expect(() => signature("x, y", () => 1)).toThrow(/a signature begins with its parameters/);
  const wrong = Promise.resolve(call("builtins", "repr", [signature("(x=)", () => 1)]));
  await expect(wrong).rejects.toMatchObject({
    code: "NotDecodable",
    message: expect.stringContaining("(x=)"),
  });
});

describe("libraries", () => {
  it("scikit-learn: estimators in pipelines", async () => {
    const Scale = await run(
      subclass(
        "Scale",
        [object("sklearn.base", "BaseEstimator"), object("sklearn.base", "TransformerMixin")],
        {
          __init__: signature("(self, factor=2)", (self: PyObject, factor: number) =>
            self.$set("factor", factor),
          ),
          fit: (self) => self,
          transform: async (self, data: NDArray) => {
            const factor = Number(await self.$attr("factor"));
            return call("numpy", "multiply", [data, factor]);
          },
        },
      ),
    );
    const scale = await Scale.$call(3);
    expect(await scale.$invoke("get_params")).toEqual({ factor: 3 });
    expect(await scale.$repr()).toBe("Scale(factor=3)");
    const twin = await call("sklearn.base", "clone", [scale]);
    expect(await (twin as PyObject).$attr("factor")).toBe(3);
    const line = call("sklearn.pipeline", "make_pipeline", [
      scale,
      call("sklearn.linear_model", "LinearRegression"),
    ]);
    const fitted = line.$invoke("fit", call("numpy", "array", [[[1], [2], [3]]]), [3, 6, 9]);
    expect(
      await fitted
        .$invoke("predict", call("numpy", "array", [[[4]]]))
        .$invoke("round", 6)
        .$invoke("tolist"),
    ).toEqual([12]);
  });

  it("logging, threading: methods on any thread", async () => {
    const seen: unknown[] = [];
    const Handler = await run(
      subclass("Handler", [object("logging", "Handler")], (cls) => ({
        __init__: (self, level) => self.$super(cls).$invoke("__init__", level),
        emit: async (self, record) => void seen.push(await self.$invoke("format", record)),
      })),
    );
    const logger = call("logging", "getLogger", ["subclass.test"]);
    await logger.$invoke("addHandler", Handler.$call(30));
    await logger.$invoke("warning", "%d pears", 3);
    await logger.$invoke("info", "too low");
    const Thread = await run(
      subclass("Thread", [object("threading", "Thread")], { run: () => void seen.push("ran") }),
    );
    const thread = await Thread.$call();
    await thread.$invoke("start");
    await thread.$invoke("join");
    expect(seen).toEqual(["3 pears", "ran"]);
  });

  it("json, html, ast, argparse: visitors and hooks", async () => {
    const Encoder = await run(
      subclass("Encoder", [object("json", "JSONEncoder")], (cls) => ({
        default: async (self, value) =>
          value instanceof PyObject && (await value.$isinstance(object("collections", "deque")))
            ? call("builtins", "list", [value])
            : self.$super(cls).$invoke("default", value),
      })),
    );
    const deque = call("collections", "deque", [[1, 2]]);
    expect(await call("json", "dumps", [{ a: deque }], { cls: Encoder })).toBe('{"a": [1, 2]}');
    const refused = Promise.resolve(call("json", "dumps", [call("builtins", "object")], { cls: Encoder }));
    await expect(refused).rejects.toThrow("Object of type object is not JSON serializable");
    const tags: unknown[] = [];
    const Parser = await run(
      subclass("Parser", [object("html.parser", "HTMLParser")], {
        handle_starttag: (_self, tag, attributes) => void tags.push(tag, attributes),
      }),
    );
    await Parser.$call().$invoke("feed", "<a href='x'>hi</a>");
    expect(tags).toEqual(["a", [tuple("href", "x")]]);
    const Doubler = await run(
      subclass("Doubler", [object("ast", "NodeTransformer")], {
        visit_Constant: async (_self, node: PyObject) => {
          await node.$set("value", node.$attr("value").$mul(2));
          return node;
        },
      }),
    );
    const doubled = Doubler.$call().$invoke("visit", call("ast", "parse", ["1 + 2"]));
    expect(await call("ast", "unparse", [doubled])).toBe("2 + 4");
    const Upper = await run(
      subclass("Upper", [object("argparse", "Action")], {
        __call__: (self, _parser, names: PyObject, value: string) =>
          call("builtins", "setattr", [names, self.$attr("dest"), value.toUpperCase()]),
      }),
    );
    const parser = await call("argparse", "ArgumentParser").ref();
    await parser.$invoke("add_argument", "--name", kw({ action: Upper }));
    expect(await parser.$invoke("parse_args", ["--name", "bob"]).$attr("name")).toBe("BOB");
  });

  it("unittest: a failure is a failure, a skip is a skip", async () => {
    const Case = await run(
      subclass("Case", [object("unittest", "TestCase")], {
        test_good: (self) => self.$invoke("assertEqual", 1, 1),
        test_bad: (self) => self.$invoke("assertEqual", 1, 2),
        test_later: () => {
          throw call("unittest", "SkipTest", ["later"]);
        },
      }),
    );
    const result = await call("unittest", "TestResult").ref();
    await call("unittest", "defaultTestLoader.loadTestsFromTestCase", [Case]).$invoke("run", result);
    expect(await result.$repr()).toBe("<unittest.result.TestResult run=3 errors=0 failures=1>");
    expect(await result.$attr("skipped").$len()).toBe(1);
  });

  it("abc, dataclasses, enum, typing: bases that look into the body", async () => {
    const Pairs = await run(
      subclass("Pairs", [object("collections.abc", "Mapping")], {
        __getitem__: (_self, key) => {
          if (key === "a") return 1;
          throw call("builtins", "KeyError", [key]);
        },
        __len__: () => 1,
        __iter__: () => call("builtins", "iter", [["a"]]),
      }),
    );
    const pairs = await Pairs.$call();
    expect([
      await call("builtins", "dict", [pairs]),
      await pairs.$contains("b"),
      await pairs.$eq({ a: 1 }),
    ]).toEqual([{ a: 1 }, false, true]);
    const Countdown = await run(
      subclass("Countdown", [object("collections.abc", "Iterator")], {
        n: 3,
        __next__: async (self) => {
          if ((await self.$attr("n")) === 0) throw symbol("builtins", "StopIteration");
          await self.$set("n", self.$attr("n").$sub(1));
          return self.$attr("n");
        },
      }),
    );
    expect(await call("builtins", "list", [Countdown.$call()])).toEqual([2, 1, 0]);
    const int = symbol("builtins", "int");
    const made = subclass("D", [], {
      __annotations__: { x: int },
      twice: (self) => self.$attr("x").$mul(2),
    });
    const D = await call("dataclasses", "dataclass", [made]).ref();
    expect([await D.$call(3).$repr(), await D.$call(3).$invoke("twice")]).toEqual(["D(x=3)", 6]);
    const Color = await run(
      subclass("Color", [object("enum", "Enum")], {
        RED: 1,
        lower: (self) => self.$attr("name").$invoke("lower"),
      }),
    );
    expect([await Color.$item("RED").$invoke("lower"), await Color.$len()]).toEqual(["red", 1]);
    const Box = await run(
      subclass("Box", [symbol("typing", "Generic").$item(call("typing", "TypeVar", ["T"]))], {}),
    );
    expect(await Box.$item(int).$repr()).toBe("__main__.Box[int]");
    const Base = await run(
      subclass("Base", [], {
        __init_subclass__: (cls: PyObject, options) => cls.$set("options", options),
        __class_getitem__: (_cls, item) => ["item", item],
      }),
    );
    const Derived = await run(subclass("Derived", [Base], {}, { color: "red" }));
    expect([await Derived.$attr("options"), await Derived.$item(1)]).toEqual([{ color: "red" }, ["item", 1]]);
  });
});

it("makes exceptions that Python raises and TypeScript catches", async () => {
  const TooHot = await run(subclass("TooHot", [symbol("builtins", "ValueError")], { __str__: () => "hot!" }));
  const raised = await call("operator", "methodcaller", ["throw", TooHot.$call()])
    .$call(call("builtins", "eval", ["(x for x in ())"]))
    .catch((reason: unknown) => reason);
  expect(isPythonError(raised, "ValueError") && raised.message).toContain("hot!");
  const own = new RangeError("mine");
  const Thrower = await run(
    subclass("Thrower", [], {
      go() {
        throw own;
      },
    }),
  );
  expect(await Promise.resolve(Thrower.$call().$invoke("go")).catch((reason: unknown) => reason)).toBe(own);
});

it("patches a class that exists", async () => {
  const Own = await run(subclass("Own", [], { n: 5 }));
  await Own.$set("twice", (self: PyObject) => self.$attr("n").$mul(2));
  expect(await Own.$call().$invoke("twice")).toBe(10);
  await expect(
    Promise.resolve(run(subclass("Wrong", [symbol("builtins", "bool")], {}))),
  ).rejects.toMatchObject({
    pythonType: "TypeError",
    symbol: "class Wrong",
  });
});

it("lets go of the functions with the class", async () => {
  const before = worker.connection.hostObjects.size;
  await (async () => {
    const Short = await run(subclass("Short", [], { one: () => 1, two: property(() => 2) }));
    expect(await Short.$call().$attr("two")).toBe(2);
    expect(worker.connection.hostObjects.size).toBe(before + 2);
  })();
  while (worker.connection.hostObjects.size > before) {
    collectGarbage();
    await call("gc", "collect");
  }
});
