import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeFileAtomically } from "../../../src/system/files/atomic-write.ts";
import { removeFiles, writeFiles } from "../../../src/system/files/write-files.ts";

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "snakebridge-files-")));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const read = async (path: string) => await readFile(join(root, path), "utf8");
const code = (expected: string, message = "") => ({
  diagnostics: [{ code: expected, message: expect.stringContaining(message) }],
});
const posix = process.platform !== "win32";

describe("writing", () => {
  test("creates folders and files, and returns what changed", async () => {
    const files = [
      { path: "src/py/numpy.ts", content: "a" },
      { path: "src/py/numpy/linalg.ts", content: "Ünï\u2028" },
    ];
    expect(await writeFiles(root, files)).toEqual({ written: files.map((file) => file.path), unchanged: [] });
    expect(await read("src/py/numpy/linalg.ts")).toBe("Ünï\u2028");
    const changed = [files[0]!, { path: "src/py/numpy/linalg.ts", content: "b" }];
    expect(await writeFiles(root, changed)).toEqual({
      written: ["src/py/numpy/linalg.ts"],
      unchanged: ["src/py/numpy.ts"],
    });
    expect(await readdir(join(root, "src/py"))).toEqual(["numpy", "numpy.ts"]);
  });

  test("does not touch a file that has the content already", async () => {
    const path = join(root, "a");
    expect(await writeFileAtomically(path, "same")).toBe(true);
    const { ino, mtimeMs } = await stat(path);
    expect(await writeFileAtomically(path, "same")).toBe(false);
    expect(await stat(path)).toMatchObject({ ino, mtimeMs });
  });

  test.runIf(posix)("keeps the mode, whatever the umask is", async () => {
    const path = join(root, "a");
    await writeFile(path, "old");
    await chmod(path, 0o646);
    await writeFileAtomically(path, "new");
    expect((await stat(path)).mode & 0o777).toBe(0o646);
  });

  test("removes the temporary files of a killed run, and nothing else", async () => {
    await mkdir(join(root, "py"));
    await writeFile(join(root, "py/.numpy.ts.0011223344ff.snakebridge-tmp"), "half");
    await writeFile(join(root, "py/.hidden"), "mine");
    await writeFiles(root, [{ path: "py/a.ts", content: "a" }]);
    expect(await readdir(join(root, "py"))).toEqual([".hidden", "a.ts"]);
  });

  test.runIf(posix)("killed at any moment, leaves the old or the new text", async () => {
    const script = `
      import { writeFileAtomically } from ${JSON.stringify(join(import.meta.dirname, "../../../src/system/files/atomic-write.ts"))};
      process.stdout.write("begun");
      for (let n = 0; ; n++) await writeFileAtomically(${JSON.stringify(join(root, "a"))}, String(n % 10).repeat(4_000_000));
    `;
    const whole = (text: string) => text.length === 4_000_000 && text === text[0]?.repeat(4_000_000);
    for (let round = 0; round < 3; round++) {
      const writer = execa(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
        reject: false,
      });
      await new Promise((resolve) => writer.stdout.once("data", resolve));
      // Reads until a few versions were seen, then kills the writer.
      const seen = new Set<string>();
      while (seen.size < 6) {
        const text = await read("a").catch(() => "none yet");
        if (text !== "none yet") expect(whole(text)).toBe(true);
        seen.add(text.slice(0, 1));
      }
      writer.kill("SIGKILL");
      await writer;
      expect(whole(await read("a"))).toBe(true);
    }
    await writeFiles(root, [{ path: "a", content: "done" }]);
    expect(await readdir(root)).toEqual(["a"]);
  });
});

describe("paths", () => {
  test.each(["../a", "/etc/a", "a/../../b", "", "a//b", "./a", "a\\..\\b", "C:/a", "a\0b"])(
    "%j is refused",
    async (path) => {
      await expect(writeFiles(root, [{ path, content: "" }])).rejects.toMatchObject(code("SB5008"));
    },
  );

  test.runIf(posix)(
    "a folder that is a link to the outside is refused, one to the inside is not",
    async () => {
      const outside = await mkdtemp(join(tmpdir(), "snakebridge-outside-"));
      try {
        await symlink(outside, join(root, "py"));
        await expect(writeFiles(root, [{ path: "py/deep/a", content: "" }])).rejects.toMatchObject(
          code("SB5008", "outside the project"),
        );
        await expect(removeFiles(root, ["py/a"])).rejects.toMatchObject(code("SB5008"));
        expect(await readdir(outside)).toEqual([]);
        await mkdir(join(root, "real"));
        await symlink(join(root, "real"), join(root, "inside"));
        await writeFiles(root, [{ path: "inside/a", content: "x" }]);
        expect(await read("real/a")).toBe("x");
      } finally {
        await rm(outside, { recursive: true });
      }
    },
  );

  test.runIf(posix)(
    "links, folders, pipes and files where folders have to go are named and left alone",
    async () => {
      await writeFile(join(root, "file"), "mine");
      await symlink(join(root, "file"), join(root, "link"));
      await symlink(join(root, "nowhere"), join(root, "dangling"));
      await mkdir(join(root, "folder"));
      await execa("mkfifo", [join(root, "pipe")]);
      const refused = async (path: string, message: string) =>
        await expect(writeFiles(root, [{ path, content: "new" }])).rejects.toMatchObject(
          code("SB5008", message),
        );
      await refused("link", "a symbolic link");
      await refused("dangling", "a symbolic link");
      await refused("dangling/a", "not a folder");
      await refused("folder", "a folder");
      await refused("pipe", "not a file");
      await refused("file/a", "not a folder");
      expect(await read("file")).toBe("mine");
      expect((await lstat(join(root, "link"))).isSymbolicLink()).toBe(true);
    },
  );
});

describe("all or nothing", () => {
  test("one file in the way leaves all others as they were", async () => {
    await writeFiles(root, [{ path: "a", content: "old" }]);
    await mkdir(join(root, "b"));
    const files = ["a", "b", "c"].map((path) => ({ path, content: "new" }));
    await expect(writeFiles(root, files)).rejects.toMatchObject(code("SB5008"));
    expect(await read("a")).toBe("old");
    expect(await readdir(root)).toEqual(["a", "b"]);
  });

  test.runIf(process.platform === "linux" && process.getuid?.() === 0)(
    "a full disk leaves the old files and no others",
    async () => {
      const mounted = await execa("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", root], {
        reject: false,
      });
      if (mounted.failed) return;
      try {
        await writeFiles(root, [{ path: "a", content: "old" }]);
        const files = ["a", "b"].map((path) => ({ path, content: path.repeat(40_000) }));
        await expect(writeFiles(root, files)).rejects.toMatchObject(
          code("SB5007", "the disk is full (ENOSPC)"),
        );
        expect(await read("a")).toBe("old");
        expect(await readdir(root)).toEqual(["a"]);
      } finally {
        await execa("umount", [root]);
      }
    },
  );

  test.runIf(process.platform === "linux" && process.getuid?.() === 0)(
    "a read-only tree is named",
    async () => {
      const mounted = await execa("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", root], {
        reject: false,
      });
      if (mounted.failed) return;
      try {
        await writeFiles(root, [{ path: "a", content: "old" }]);
        await execa("mount", ["-o", "remount,ro", root]);
        await expect(writeFiles(root, [{ path: "a", content: "new" }])).rejects.toMatchObject(
          code("SB5007", "read-only (EROFS)"),
        );
        expect(await writeFiles(root, [{ path: "a", content: "old" }])).toMatchObject({ unchanged: ["a"] });
      } finally {
        await execa("umount", [root]);
      }
    },
  );
});

test("removing ignores missing files", async () => {
  await writeFiles(root, [{ path: "py/a", content: "x" }]);
  await removeFiles(root, ["py/a", "py/b", "gone/c"]);
  expect(await readdir(join(root, "py"))).toEqual([]);
});
