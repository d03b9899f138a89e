import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { call, isPythonError, type PyObject, SnakebridgeError } from "../../../src/runtime/index.ts";
import { Handle, type ScriptedWorker, scriptWorker } from "../support/scripted-worker.ts";

function add(worker: ScriptedWorker, ...args: unknown[]) {
  return call("operator", "add", args).with({ pool: worker });
}

/** The outcome as a value, so that no rejection goes unhandled while a test looks elsewhere. */
function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).catch((error: unknown) => error);
}

describe("frames", () => {
  it("carry all calls of a tick", async () => {
    const worker = scriptWorker();
    const results = Promise.all([add(worker, 1), add(worker, 2), add(worker, 3)]);
    await nextTurn();
    expect(worker.calls()).toEqual(
      [1, 2, 3].map((n) => ({ id: n, flags: 0, op: 0, payload: ["operator:add", [n]] })),
    );
    worker.reply([0, 1, "a"], [0, 2, "b"], [0, 3, "c"]);
    expect(await results).toEqual(["a", "b", "c"]);
  });

  it("are two under way at most; what waits shares the next one", async () => {
    const worker = scriptWorker();
    const results: Promise<unknown>[] = [];
    for (let n = 1; n <= 5; n++) {
      results.push(outcome(add(worker, n)));
      await nextTurn();
    }
    expect(worker.frames.length).toBe(2);
    worker.reply([0, 1, 1]);
    await nextTurn();
    expect(worker.calls().map(({ id }) => id)).toEqual([3, 4, 5]);
    worker.reply([0, 2, 2], [0, 3, 3], [0, 4, 4], [0, 5, 5]);
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4, 5]);
  });

  it("hold the event loop only while calls are under way", async () => {
    const worker = scriptWorker();
    expect(worker.held).toBe(false);
    const result = outcome(add(worker, 1));
    await nextTurn();
    expect(worker.held).toBe(true);
    worker.reply([0, 1, 1]);
    await result;
    expect(worker.held).toBe(false);
  });

  it("use ids again, but not those of calls under way and of kept results", async () => {
    const worker = scriptWorker(1, 4);
    const kept = add(worker, "kept");
    const results = [outcome(add(worker, kept)), outcome(add(worker, 3))];
    await nextTurn();
    worker.reply([0, 1, undefined], [0, 2, "two"]);
    results.push(outcome(add(worker, 4)));
    await nextTurn();
    results.push(outcome(add(worker, 2)));
    worker.reply([0, 3, "three"]);
    await nextTurn();
    expect(worker.frames.map((_, frame) => worker.calls(frame).map(({ id }) => id))).toEqual([
      [1, 2, 3],
      [4],
      [2],
    ]);
    worker.reply([0, 2, "again"], [0, 4, "four"]);
    expect(await Promise.all(results)).toEqual(["two", "three", "four", "again"]);
    expect(kept).toBeDefined();
  });

  it("are divided when much waits", async () => {
    const worker = scriptWorker();
    const text = "x".repeat(600_000);
    for (let n = 0; n < 4; n++) void outcome(add(worker, text));
    await nextTurn();
    expect([worker.calls(0).length, worker.calls(1).length]).toEqual([2, 2]);
  });

  it("leave out a call that cannot be written, and it alone", async () => {
    const worker = scriptWorker();
    const bad = outcome(add(worker, { deep: [Symbol("odd")] }));
    const good = outcome(add(worker, 2));
    expect(await bad).toMatchObject({ code: "NotEncodable", executed: "no", symbol: "operator:add" });
    expect(worker.calls().map(({ payload }) => payload)).toEqual([["operator:add", [2]]]);
    worker.reply([0, 1, "fine"]);
    expect(await good).toBe("fine");
  });
});

describe("answers", () => {
  it("that cannot be read fail their own call", async () => {
    const worker = scriptWorker();
    const results = [outcome(add(worker, 1)), outcome(add(worker, 2))];
    await nextTurn();
    worker.reply([0, 1, new Handle(7, 99)], [0, 2, "fine"]);
    const [bad, good] = await Promise.all(results);
    expect(bad).toMatchObject({
      code: "NotDecodable",
      executed: "yes",
      message: /type 99 was never defined/,
    });
    expect(good).toBe("fine");
  });

  it.each([
    ["garbage", Uint8Array.of(0xc1)],
    ["a frame cut short", Uint8Array.of(0x91, 0x93, 0)],
    ["an answer to nobody", Uint8Array.of(0x91, 0x93, 0, 77, 0xc0)],
    ["an unknown message", Uint8Array.of(0x91, 0x93, 9, 1, 0xc0)],
    ["more than its messages", Uint8Array.of(0x90, 0)],
  ])("%s ends the connection with a named error", async (_name, head) => {
    const worker = scriptWorker();
    const result = outcome(add(worker, 1));
    await nextTurn();
    worker.raw(head);
    expect(await result).toMatchObject({ code: "ProtocolError", executed: "maybe" });
    expect([worker.closed, worker.connection.ended, worker.connection.load]).toEqual([true, true, 0]);
  });

  it("are errors with Python's class, frames and the line of the call", async () => {
    const worker = scriptWorker();
    const result = outcome(add(worker, 1));
    await nextTurn();
    const base = { bases: ["builtins:Exception"], frames: [], notes: [], cause: null, context: null };
    const frames = [
      ["/lib/a.py", 3, "outer", "inner()"],
      ["/lib/b.py", 9, "inner", "raise"],
    ];
    const cause = { ...base, type: "builtins:KeyError", message: "'k'" };
    worker.reply([
      1,
      1,
      {
        ...base,
        type: "pkg.mod:Bad",
        message: "no",
        frames,
        cause,
        notes: ["a note"],
        origin: "python",
        call: 1,
      },
    ]);
    const error = await result;
    expect(
      isPythonError(error, "Bad") && isPythonError(error, "pkg.mod.Bad") && isPythonError(error, "Exception"),
    ).toBe(true);
    expect(isPythonError(error, "ad") || isPythonError(error, "KeyError")).toBe(false);
    expect(error).toMatchObject({
      message: "pkg.mod.Bad: no\na note",
      executed: "yes",
      symbol: "operator:add",
    });
    const { stack, cause: inner } = error as Error;
    expect(stack).toMatch(
      /^PythonError: pkg\.mod\.Bad: no\na note\n {4}at inner \(\/lib\/b\.py:9\)\n {4}at outer \(\/lib\/a\.py:3\)\n(.|\n)*connection\.test\.ts/,
    );
    expect(isPythonError(inner, "KeyError")).toBe(true);
  });
});

describe("the end of a worker", () => {
  it("tells each call whether it may have run", async () => {
    const worker = scriptWorker();
    const object = outcome(add(worker));
    await nextTurn();
    worker.reply([2, 1, ["m:Thing"]], [0, 1, new Handle(1, 1)]);
    const thing = (await object) as PyObject;
    const sent = [outcome(add(worker, 1))];
    await nextTurn();
    sent.push(outcome(add(worker, 2)));
    await nextTurn();
    const waiting = outcome(add(worker, thing));
    await nextTurn();
    worker.connection.fail({ code: "WorkerDied", message: "gone" });
    for (const error of await Promise.all(sent))
      expect(error).toMatchObject({ code: "WorkerDied", executed: "maybe", pid: 1 });
    expect(await waiting).toMatchObject({ code: "WorkerDied", executed: "no" });
    expect(await outcome(thing.$len())).toMatchObject({ code: "StaleReference" });
  });

  it("moves calls that were not sent to another worker", async () => {
    const [first, second] = [scriptWorker(1), scriptWorker(2)];
    let current = first;
    const pool = { connect: () => current.connection };
    const results: Promise<unknown>[] = [];
    for (let n = 1; n <= 3; n++) {
      results.push(outcome(call("m", "f", [n]).with({ pool })));
      await nextTurn();
    }
    current = second;
    first.connection.fail({ code: "WorkerDied", message: "gone" });
    await nextTurn();
    expect(second.calls().map(({ payload }) => payload)).toEqual([["m:f", [3]]]);
    second.reply([0, 1, "there"]);
    expect(await Promise.all(results)).toMatchObject([{ executed: "maybe" }, { executed: "maybe" }, "there"]);
  });
});

describe("references", () => {
  async function receive(worker: ScriptedWorker, ...handles: number[]): Promise<PyObject[]> {
    const result = outcome(add(worker, "get"));
    await nextTurn();
    const { id } = worker.calls()[0]!;
    worker.reply(
      [2, 1, ["m:Thing", "builtins:object"]],
      [0, id, handles.map((handle) => new Handle(handle, 1))],
    );
    return (await result) as PyObject[];
  }

  it("have one object per handle, and give all counts back at once", async () => {
    const worker = scriptWorker();
    const [one, same, other] = await receive(worker, 5, 5, 6);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    one!.$release();
    one!.$release();
    await nextTurn();
    expect(worker.frames.at(-1)).toEqual([[1, 5, 2]]);
    expect(await outcome(one!.$len())).toMatchObject({
      code: "StaleReference",
      message: /m:Thing.*released/,
    });
    const [again] = await receive(worker, 5);
    expect(again).not.toBe(one);
  });

  it("of two workers do not mix", async () => {
    const [a, b] = [scriptWorker(1), scriptWorker(2)];
    const [[left], [right]] = [await receive(a, 1), await receive(b, 1)];
    expect(await outcome(add(a, left, right))).toMatchObject({ code: "ObjectsOfTwoWorkers", executed: "no" });
    expect(await outcome(add(a, [left], [right]))).toMatchObject({
      code: "ObjectsOfTwoWorkers",
      executed: "no",
    });
  });

  it("that lie deep among the arguments still decide where the call runs", async () => {
    const [a, b] = [scriptWorker(1), scriptWorker(2)];
    const [object] = await receive(b, 3);
    void outcome(add(a, [{ deep: object }]));
    await nextTurn();
    expect(b.calls().at(-1)?.payload).toEqual(["operator:add", [[{ deep: "handle 3" }]]]);
  });
});

it("keeps the symbols of failures that are no Python exceptions", () => {
  expect(new SnakebridgeError("NotSent", "m", { symbol: "a:b" })).toMatchObject({
    code: "NotSent",
    symbol: "a:b",
    executed: "no",
  });
});
