import { expect, test } from "vitest";
import { WaitingQueue } from "../../../src/runtime/pool/waiting-queue.ts";

test("serves calls in the order in which they joined", async () => {
  const queue = new WaitingQueue<string>();
  const places = [queue.join(), queue.join()];
  expect(queue.size).toBe(2);
  queue.serve("first");
  queue.serve("second");
  expect(await Promise.all(places)).toEqual(["first", "second"]);
  expect(queue.size).toBe(0);
});

test("rejects all calls that wait, and takes others afterwards", async () => {
  const queue = new WaitingQueue<string>();
  const failed = Promise.allSettled([queue.join(), queue.join()]);
  queue.rejectAll(new Error("no worker"));
  expect(await failed).toMatchObject([
    { reason: { message: "no worker" } },
    { reason: { message: "no worker" } },
  ]);
  const next = queue.join();
  queue.serve("place");
  expect(await next).toBe("place");
});

test("is empty at once, after the last call, or after a rejection of all", async () => {
  const queue = new WaitingQueue<string>();
  await queue.empty();
  const settled: string[] = [];
  queue.join().then(() => settled.push("one"));
  queue.join().catch(() => settled.push("two"));
  const empty = queue.empty().then(() => settled.push("empty"));
  queue.serve("place");
  await new Promise(setImmediate);
  expect(settled).toEqual(["one"]);
  queue.rejectAll(new Error("closed"));
  await empty;
  expect(settled).toEqual(["one", "two", "empty"]);
});

test("has no place to give where no call waits", () => {
  expect(() => new WaitingQueue<string>().serve("place")).toThrow("No call waits.");
});
