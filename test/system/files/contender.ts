// One of several processes that want the writer lock. Inside the critical section it makes a file that must not exist
// yet: two holders at once cannot both succeed.
import { closeSync, openSync, unlinkSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { withWriterLock } from "../../../src/system/files/writer-lock.ts";

const [root = "", rounds = "1", mode = "work"] = process.argv.slice(2);
const sentinel = `${root}/sentinel`;
const journal = openSync(`${root}/journal`, "a");

for (let round = 0; round < Number(rounds); round++) {
  await withWriterLock(root, async () => {
    try {
      closeSync(openSync(sentinel, "wx"));
    } catch {
      writeSync(journal, "TWO HOLDERS\n");
    }
    writeSync(journal, `${process.pid}\n`);
    if (mode === "hold") {
      process.stdout.write("holding\n");
      await delay(3_600_000);
    }
    if (mode === "die" && Math.random() < 0.5) {
      unlinkSync(sentinel);
      process.kill(process.pid, "SIGKILL");
    }
    if (round % 3 === 0) await delay(1);
    unlinkSync(sentinel);
  });
}
