import { spawn } from "node:child_process";
import { join } from "node:path";

export async function jsonPipe(python) {
  const child = spawn(python, [join(import.meta.dirname, "json_pipe.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map();
  let next = 1;
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const { id, value } = JSON.parse(line);
      waiting.get(id)(value);
      waiting.delete(id);
    }
  });
  const call = (name, ...args) =>
    new Promise((resolve) => {
      const id = next++;
      waiting.set(id, resolve);
      child.stdin.write(`${JSON.stringify({ id, name, args })}\n`);
    });
  return {
    name: "JSON lines on a pipe",
    sqrt: () => call("sqrt", 2),
    meanOfList: (list) => call("mean", list),
    close: async () => child.stdin.end(),
  };
}
