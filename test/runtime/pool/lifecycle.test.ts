import { expect, test, vi } from "vitest";
import { Lifecycle } from "../../../src/runtime/pool/lifecycle.ts";

test("a pool is open, closing while its workers end, then closed", async () => {
  const lifecycle = new Lifecycle();
  expect(lifecycle.state).toBe("open");
  let end = (): void => {};
  const closed = lifecycle.close(
    () =>
      new Promise((resolve) => {
        end = resolve;
      }),
  );
  expect(lifecycle.state).toBe("closing");
  end();
  await closed;
  expect(lifecycle.state).toBe("closed");
});

test("a pool is closed once, however often that is asked for", async () => {
  const lifecycle = new Lifecycle();
  const end = vi.fn(async () => {});
  const first = lifecycle.close(end);
  expect(lifecycle.close(end)).toBe(first);
  await first;
  expect(lifecycle.close(end)).toBe(first);
  expect(end).toHaveBeenCalledTimes(1);
});
