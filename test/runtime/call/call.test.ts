import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { callOf } from "../../../src/runtime/call/remote.ts";
import { call } from "../../../src/runtime/index.ts";
import { scriptWorker } from "../support/scripted-worker.ts";

describe("the state of a call", () => {
  it("is described, queued, sent and settled, in this order", async () => {
    const worker = scriptWorker();
    const lazy = call("math", "sqrt", [2]).with({ pool: worker });
    const life = callOf(lazy);
    expect(life.state).toBe("described");
    const result = lazy.then();
    expect(life.state).toBe("queued");
    await nextTurn();
    expect([life.state, life.id]).toEqual(["sent", 1]);
    worker.reply([0, 1, 1.5]);
    expect(life.state).toBe("settled");
    expect(await result).toBe(1.5);
  });

  it("is routed while a pool chooses a connection", async () => {
    const worker = scriptWorker();
    const pool = { connect: () => Promise.resolve(worker.connection) };
    const lazy = call("math", "sqrt", [2]).with({ pool });
    void lazy.then();
    expect(callOf(lazy).state).toBe("routed");
    await nextTurn();
    expect(callOf(lazy).state).toBe("sent");
  });

  it("is settled from the moment that a queued call is cancelled", async () => {
    const worker = scriptWorker();
    const stop = new AbortController();
    const lazy = call("math", "sqrt", [2]).with({ pool: worker, signal: stop.signal });
    const outcome = lazy.then().catch((error: unknown) => error);
    stop.abort();
    expect(callOf(lazy).state).toBe("settled");
    expect(await outcome).toMatchObject({ code: "Aborted", executed: "no" });
    await nextTurn();
    expect(worker.frames).toEqual([]);
  });

  it("is described again when the worker of a queued call ends, and goes to another one", async () => {
    const [first, second] = [scriptWorker(1), scriptWorker(2)];
    let current = first;
    const lazy = call("math", "sqrt", [2]).with({ pool: { connect: () => current.connection } });
    void lazy.then();
    current = second;
    first.connection.fail({ code: "WorkerDied", message: "gone" });
    expect(callOf(lazy).route).toBe(second.connection);
    await nextTurn();
    expect([callOf(lazy).state, first.frames.length, second.frames.length]).toEqual(["sent", 0, 1]);
  });

  it("never changes in another way", async () => {
    const worker = scriptWorker();
    const lazy = call("math", "sqrt", [2]).with({ pool: worker });
    const life = callOf(lazy);
    expect(() => life.markQueued()).toThrow('cannot go from "described" to "queued"');
    void lazy.then();
    await nextTurn();
    expect(() => life.markSent(2)).toThrow('cannot go from "sent" to "sent"');
    expect(() => life.routeTo(worker.connection)).toThrow('cannot go from "sent" to "routed"');
    expect(life.id).toBe(1);
  });
});

it("waits with a nested argument that waits for the reply of a sent call", async () => {
  const worker = scriptWorker();
  const sent = call("m", "sent").with({ pool: worker });
  void sent.then();
  await nextTurn();
  const inner = call("m", "inner", [sent]).with({ pool: worker });
  const outer = call("m", "outer", [[inner]]).with({ pool: worker });
  const result = outer.then();
  await nextTurn();
  expect(worker.frames.length).toBe(1);
  worker.reply([0, 1, "value"]);
  await nextTurn();
  expect(worker.calls()).toMatchObject([{ payload: ["m:inner", ["value"]] }]);
  worker.reply([0, 2, "inner"]);
  await nextTurn();
  expect(worker.calls()).toMatchObject([{ payload: ["m:outer", [["pending 2"]]] }]);
  worker.reply([0, 3, "outer"]);
  expect(await result).toBe("outer");
});
