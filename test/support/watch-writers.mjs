// Loaded with `node --import` into every one of several runs in one project: journals each time that a run writes while
// another one may. From its first write with the writer lock until it gives the lock back, a run has a file that must not
// exist yet. SNAKEBRIDGE_WATCH is the folder of that file and of the journal; with SNAKEBRIDGE_DIE=0.5 half of the runs are
// killed at one of their writes, the lock in their hands.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { sep } from "node:path";

const folder = process.env.SNAKEBRIDGE_WATCH;
const sentinel = `${folder}/sentinel`;
const dies = Math.random() < Number(process.env.SNAKEBRIDGE_DIE ?? 0);
const note = (text) => fs.appendFileSync(`${folder}/journal`, `${text}\n`);
const { open, rename, mkdir } = fs.promises;
const { openSync, closeSync, unlinkSync } = fs;

/** The name that the lock has while it is ours, or perhaps ours. */
let mine;
let holds = false;
let writes = Math.ceil(Math.random() * 8);

const isLock = (path) => `${path}`.includes(`${sep}.snakebridge${sep}writer`);

function beforeWrite(path) {
  if (mine === undefined || isLock(path)) return;
  if (!holds) {
    try {
      closeSync(openSync(sentinel, "wx"));
    } catch {
      note("TWO HOLDERS");
    }
    holds = true;
    note(`${process.pid}`);
  }
  if (dies && --writes === 0) {
    unlinkSync(sentinel);
    process.kill(process.pid, "SIGKILL");
  }
}

fs.promises.rename = async (from, to) => {
  if (isLock(from) && from === mine) {
    if (holds) unlinkSync(sentinel);
    holds = false;
    mine = undefined;
  }
  beforeWrite(to);
  await rename(from, to);
  if (isLock(to) && `${to}`.includes(`held.${process.pid}.`)) mine = to;
};
fs.promises.open = async (path, flags, mode) => {
  if (typeof flags === "string" && /[wa+]/.test(flags)) beforeWrite(path);
  return await open(path, flags, mode);
};
fs.promises.mkdir = async (path, options) => {
  beforeWrite(path);
  return await mkdir(path, options);
};
syncBuiltinESMExports();
