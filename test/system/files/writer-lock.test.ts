import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withWriterLock } from "../../../src/system/files/writer-lock.ts";
import { ownIdentity } from "../../../src/system/processes/process-identity.ts";

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-lock-")));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

function contender(rounds: number, mode: string) {
  const script = join(import.meta.dirname, "contender.ts");
  return execa(process.execPath, ["--import", "tsx", script, root, `${rounds}`, mode], { reject: false });
}

async function output(process: { stdout: NodeJS.ReadableStream }): Promise<string> {
  const [chunk] = await once(process.stdout, "data");
  return `${chunk}`.trim();
}

const journal = async () => (await readFile(join(root, "journal"), "utf8")).trim().split("\n");
const states = async () => await readdir(join(root, ".snakebridge/writer"));
const mine = (pid: number, changes: object = {}) => {
  const { start, machine, boot, namespace } = { ...ownIdentity(), ...changes };
  return ["held", pid, start, machine, boot, namespace, "00ff", "elsewhere"].join(".");
};
/** Puts the lock into a state by hand. */
async function put(...names: string[]): Promise<void> {
  await mkdir(join(root, ".snakebridge/writer"), { recursive: true });
  for (const name of names) await writeFile(join(root, ".snakebridge/writer", name), "");
}
const quick = { waitMs: 60 };

describe("one holder", () => {
  test("eight processes, sixty rounds each, are never two at once and never lost", async () => {
    await Promise.all(Array.from({ length: 8 }, () => contender(60, "work")));
    const lines = await journal();
    expect(lines).not.toContain("TWO HOLDERS");
    expect(lines).toHaveLength(8 * 60);
    expect(await states()).toEqual(["free"]);
  });

  test("eight processes of which holders are killed again and again: each takeover has one winner", async () => {
    for (let wave = 0; wave < 3; wave++) {
      await Promise.all(Array.from({ length: 8 }, () => contender(6, "die")));
    }
    expect(await journal()).not.toContain("TWO HOLDERS");
    expect(await withWriterLock(root, async () => "mine", quick)).toBe("mine");
    expect(await states()).toEqual(["free"]);
  });

  test("two calls in one process take turns", async () => {
    let inside = 0;
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map((n) =>
        withWriterLock(root, async () => {
          expect(++inside).toBe(1);
          await turn();
          order.push(n);
          inside--;
        }),
      ),
    );
    expect(order.sort()).toEqual([1, 2, 3]);
  });
});

describe("holders that ended", () => {
  test("waits for a running holder and names it; takes over from a killed one at once", async () => {
    const holder = contender(1, "hold");
    expect(await output(holder)).toBe("holding");
    await expect(withWriterLock(root, async () => {}, quick)).rejects.toMatchObject({
      diagnostics: [{ code: "SB5009", message: expect.stringContaining(`process ${holder.pid}`) }],
    });
    holder.kill("SIGSTOP");
    await expect(withWriterLock(root, async () => {}, quick)).rejects.toThrow("SB5009");
    holder.kill("SIGKILL");
    await holder;
    expect(await withWriterLock(root, async () => "mine", quick)).toBe("mine");
  });

  test("a process number that was reused does not keep the lock", async () => {
    await put(mine(process.pid, { start: 1 }));
    expect(await withWriterLock(root, async () => "mine", quick)).toBe("mine");
  });

  test("a holder from before the last boot is dead; one on another machine may live", async () => {
    await put(mine(process.pid, { boot: "0a" }));
    expect(await withWriterLock(root, async () => "mine", quick)).toBe("mine");
    await rm(join(root, ".snakebridge/writer"), { recursive: true });
    await put(mine(process.pid, { machine: "0b" }));
    await expect(withWriterLock(root, async () => {}, quick)).rejects.toMatchObject({
      diagnostics: [{ code: "SB5009", fix: expect.stringContaining("delete") }],
    });
  });

  test.runIf(process.platform === "linux")("a zombie does not hold the lock", async () => {
    // `sh` becomes `sleep`, which does not wait for the child. The child ends when it gets its line.
    const commands = "exec 3<&0; read line <&3 & echo $!; exec sleep 60";
    const parent = execa("sh", ["-c", commands], { reject: false, stdin: "pipe" });
    const pid = await output(parent);
    while ((await readFile(`/proc/${parent.pid}/comm`, "utf8")) !== "sleep\n") await turn();
    parent.stdin.write("\n");
    const stat = async () => (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ").at(-1)!.split(" ");
    while ((await stat())[0] !== "Z") await turn();
    await put(mine(Number(pid), { start: Number((await stat())[19]) }));
    expect(await withWriterLock(root, async () => "mine", quick)).toBe("mine");
    parent.kill("SIGKILL");
    await parent;
  });
});

describe("states that no run leaves", () => {
  test.each([
    ["an empty folder", []],
    ["another program's file", [".DS_Store"]],
    ["two names", ["free", mine(process.pid, { start: 1 })]],
  ])("%s is repaired", async (_, names) => {
    await put(...names);
    expect(await withWriterLock(root, async () => await states(), quick)).toEqual([
      expect.stringMatching(/^held\./),
    ]);
    expect(await states()).toEqual(["free"]);
  });

  test("a living holder beside a copy of the free state keeps the lock", async () => {
    const holder = contender(1, "hold");
    expect(await output(holder)).toBe("holding");
    await put("free");
    await expect(withWriterLock(root, async () => {}, quick)).rejects.toThrow("SB5009");
    expect(await journal()).not.toContain("TWO HOLDERS");
    holder.kill("SIGKILL");
    await holder;
  });

  test("leftovers of a process killed while it made the folder are removed", async () => {
    await mkdir(join(root, ".snakebridge/writer-abc123"), { recursive: true });
    await withWriterLock(root, async () => {}, quick);
    expect(await readdir(join(root, ".snakebridge"))).toEqual([".gitignore", "writer"]);
  });
});

test("the lock is free again after an error, and the error is the caller's", async () => {
  await expect(withWriterLock(root, () => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  expect(await states()).toEqual(["free"]);
});

test("a project that vanishes during the run is no second error", async () => {
  await withWriterLock(root, async () => await rename(join(root, ".snakebridge"), join(root, "moved")));
  expect(await withWriterLock(root, async () => "again", quick)).toBe("again");
});
