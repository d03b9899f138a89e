import { describe, expect, test } from "vitest";
import { startHostProgram } from "../support/host-program.ts";
import { testPython } from "../support/test-python.ts";

const environment = { SNAKEBRIDGE_PYTHON: testPython };

/** A statement that runs Python code in `pool`. */
const runs = (...lines: string[]): string => `await run(${JSON.stringify(lines.join("\n"))}).with({ pool });`;

describe.each(["lane", "grpc"])("what Python prints on the %s", (carrier) => {
  const pool = `const pool = createPool({ carrier: "${carrier}" });`;

  test("goes to the program's own output, whole, before the program ends", async () => {
    const program = startHostProgram(
      pool +
        runs(
          "import os, sys",
          "print('from print')",
          "os.write(1, b'from write\\n')",
          "print('to stderr', file=sys.stderr)",
          "print('no end', end='')",
        ),
      environment,
    );
    expect(await program.ended, program.stderr()).toEqual({ code: 0, signal: null });
    expect(program.stdout()).toBe("from print\nfrom write\nno end");
    expect(program.stderr()).toBe("to stderr\n");
  });

  test("is whole when its last line is long and does not end", async () => {
    const program = startHostProgram(
      pool + runs("import os", "line = b'x' * 1_000_000", "while line: line = line[os.write(1, line):]"),
      environment,
    );
    expect(await program.ended, program.stderr()).toEqual({ code: 0, signal: null });
    expect(program.stdout()).toHaveLength(1_000_000);
  });

  test("cannot be mistaken for the protocol", async () => {
    const program = startHostProgram(
      pool +
        runs(
          "import os",
          `ready = b'{"ready":1,"protocol":1,"pid":1,"carrier":"lane","lane":"/tmp/x","control":null}\\n'`,
          "for fd in (1, 2): os.write(fd, ready + bytes(range(256)) * 16 + ready)",
        ) +
        `tell(await call("math", "sqrt", [9]).with({ pool }));`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual([3]);
  });

  test("may be a lot, and come to an early end", async () => {
    const program = startHostProgram(
      pool +
        runs("for _ in range(100_000): print('x' * 99)") +
        runs("import os, sys", "sys.stdout.flush()", "for fd in (0, 1, 2): os.close(fd)") +
        `tell(await call("math", "sqrt", [9]).with({ pool }));`,
      environment,
    );
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.told).toEqual([3]);
    expect(program.stdout()).toHaveLength(100 * 100_000);
  });
});

test("input() fails, and takes nothing from the program", async () => {
  const program = startHostProgram(
    `await call("builtins", "input", []).then(tell, (error) => tell(error.name + " " + error.message));`,
    environment,
  );
  await program.ended;
  expect(program.told).toEqual([expect.stringMatching(/InputUnavailable/)]);
});
