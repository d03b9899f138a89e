import { getEventListeners } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { call, type PyCall } from "../../../src/runtime/index.ts";
import { type ScriptedWorker, scriptWorker } from "../support/scripted-worker.ts";

function step(worker: ScriptedWorker, ...args: unknown[]): PyCall<unknown> {
  return call("m", "f", args).with({ pool: worker });
}

/** The outcome as a value, so that no rejection goes unhandled while a test looks elsewhere. */
function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).catch((error: unknown) => error);
}

/** Two frames are under way: what comes next has to wait. */
async function occupy(worker: ScriptedWorker): Promise<void> {
  for (let n = 0; n < 2; n++) {
    void outcome(step(worker, "busy"));
    await nextTurn();
  }
}

const aborted = { code: "Aborted", cause: { message: "enough" } };

describe("a call that is given up", () => {
  it("before it is sent never runs", async () => {
    const worker = scriptWorker();
    const abort = new AbortController();
    await occupy(worker);
    const result = outcome(step(worker, 9).with({ signal: abort.signal }));
    await nextTurn();
    abort.abort(new Error("enough"));
    expect(await result).toMatchObject({ ...aborted, executed: "no" });
    expect(worker.connection.load).toBe(2);
    worker.reply([0, 1, 0], [0, 2, 0]);
    await nextTurn();
    expect([worker.frames.length, worker.interrupted]).toEqual([2, []]);
  });

  it("after it is sent is interrupted, and its late answer is dropped", async () => {
    const worker = scriptWorker();
    const result = outcome(step(worker, 1).with({ timeoutMs: 5 }));
    expect(await result).toMatchObject({ code: "DeadlineExceeded", executed: "maybe" });
    expect([worker.interrupted, worker.connection.awaits(1), worker.held]).toEqual([[1], true, true]);
    worker.reply([0, 1, "late"]);
    expect([worker.connection.awaits(1), worker.held]).toEqual([false, false]);
  });

  it("does nothing when its signal is aborted already", async () => {
    const worker = scriptWorker();
    const result = outcome(step(worker, 1).with({ signal: AbortSignal.abort() }));
    expect(await result).toMatchObject({ code: "Aborted" });
    await nextTurn();
    expect(worker.frames).toEqual([]);
  });

  it("takes with it what only it needs", async () => {
    const worker = scriptWorker();
    const abort = new AbortController();
    const deep = step(worker, "deep");
    const chain = step(worker, step(worker, step(worker, "first")), [deep]).with({ signal: abort.signal });
    const result = outcome(chain);
    await nextTurn();
    expect(worker.calls().length).toBe(4);
    abort.abort(new Error("enough"));
    expect(await result).toMatchObject(aborted);
    expect(worker.interrupted.sort()).toEqual([1, 2, 3, 4]);
  });

  it("leaves what others want", async () => {
    const worker = scriptWorker();
    const abort = new AbortController();
    const [awaited, needed, neededDeep] = ["awaited", "needed", "deep"].map((name) => step(worker, name));
    const results = [
      outcome(step(worker, awaited, needed, neededDeep).with({ signal: abort.signal })),
      outcome(awaited!),
      outcome(step(worker, needed)),
      outcome(step(worker, [neededDeep])),
    ];
    await nextTurn();
    const root = worker.calls().find(({ payload }) => JSON.stringify(payload).split("pending").length === 4);
    abort.abort(new Error("enough"));
    expect(await results[0]).toMatchObject(aborted);
    expect(worker.interrupted).toEqual([root!.id]);
  });

  it("takes what waits with it, and that can be asked why", async () => {
    const worker = scriptWorker();
    const abort = new AbortController();
    await occupy(worker);
    const needed = step(worker, "needed");
    const result = outcome(step(worker, needed).with({ signal: abort.signal }));
    await nextTurn();
    abort.abort(new Error("enough"));
    expect(await result).toMatchObject(aborted);
    expect(worker.connection.load).toBe(2);
    expect(await outcome(needed)).toMatchObject(aborted);
    const late = outcome(step(worker, needed));
    worker.reply([0, 1, 0], [0, 2, 0]);
    expect(await late).toMatchObject(aborted);
  });

  it("may be at the end of a long chain", async () => {
    const worker = scriptWorker(1, 100_000);
    const abort = new AbortController();
    let chain = step(worker, 0);
    for (let n = 0; n < 20_000; n++) chain = step(worker, chain);
    const result = outcome(chain.with({ signal: abort.signal }));
    await nextTurn();
    abort.abort(new Error("enough"));
    expect(await result).toMatchObject(aborted);
    expect(worker.interrupted.length).toBe(worker.calls().length);
  });
});

describe("limits", () => {
  it("share one listener on their signal", async () => {
    const worker = scriptWorker();
    const abort = new AbortController();
    const results = Array.from({ length: 20 }, () => outcome(step(worker).with({ signal: abort.signal })));
    await nextTurn();
    expect(getEventListeners(abort.signal, "abort").length).toBe(1);
    abort.abort(new Error("enough"));
    for (const result of results) expect(await result).toMatchObject(aborted);
  });

  it("are numbers that a clock can keep", () => {
    for (const timeoutMs of [-1, Number.NaN, 2 ** 31])
      expect(() => call("m", "f").with({ timeoutMs })).toThrow(
        expect.objectContaining({ code: "InvalidOptions", message: expect.stringContaining(`${timeoutMs}`) }),
      );
  });

  it("may be none", async () => {
    const worker = scriptWorker();
    const results = [0, Number.POSITIVE_INFINITY].map((timeoutMs) =>
      outcome(step(worker).with({ timeoutMs })),
    );
    await nextTurn();
    worker.reply([0, 1, "a"], [0, 2, "b"]);
    expect(await Promise.all(results)).toEqual(["a", "b"]);
  });
});

it("a call whose dependent found no worker fails too, when it is awaited", async () => {
  const worker = { connect: () => Promise.reject(new Error("none")) };
  const needed = call("m", "f").with({ pool: worker });
  expect(await outcome(needed.$str())).toMatchObject({ message: "none" });
  expect(await outcome(needed)).toMatchObject({ message: "none" });
});
