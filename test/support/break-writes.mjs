// Loaded with `node --import`: numbers the system calls of a run that change files, and breaks the one that
// SNAKEBRIDGE_BREAK names. "kill 7": the process is gone before the seventh, or, where it writes, in the middle of it.
// "ENOSPC 7": the seventh fails so. "count": only prints how many there were, as the last line of stderr.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { constants } from "node:os";

const [what, at] = (process.env.SNAKEBRIDGE_BREAK ?? "count").split(" ");
let done = 0;

function fail(name, path) {
  const error = new Error(`${what}: made to fail, ${name} '${path}'`);
  throw Object.assign(error, { code: what, errno: -constants.errno[what], syscall: name, path });
}

/** The real call, unless this is the one to break. `half` does the first half of it. */
function broken(name, call, half) {
  return function (...args) {
    if (++done !== Number(at)) return call.apply(this, args);
    half?.apply(this, args);
    if (what === "kill") process.kill(process.pid, "SIGKILL");
    return fail(name, args[0]);
  };
}

const writes = (flags = "r") => (typeof flags === "string" ? /[wa+]/.test(flags) : (flags & 3) !== 0);

for (const owner of [fs, fs.promises]) {
  const inTurn = owner === fs ? "Sync" : "";
  for (const name of [
    "rename",
    "unlink",
    "rm",
    "rmdir",
    "mkdir",
    "mkdtemp",
    "symlink",
    "link",
    "chmod",
    "truncate",
    "writeFile",
    "appendFile",
    "copyFile",
  ])
    owner[`${name}${inTurn}`] = asPromise(owner, broken(name, owner[`${name}${inTurn}`]));
  const open = owner[`open${inTurn}`];
  const brokenOpen = asPromise(owner, broken("open", open));
  owner[`open${inTurn}`] = (path, flags, mode) => (writes(flags) ? brokenOpen : open)(path, flags, mode);
}
fs.writeSync = broken("write", fs.writeSync);
fs.fsyncSync = broken("fsync", fs.fsyncSync);

const handle = await fs.promises.open(process.execPath, "r");
const methods = Object.getPrototypeOf(handle);
await handle.close();
const { writeFile } = methods;
methods.writeFile = asPromise(
  fs.promises,
  broken("write", writeFile, function (data) {
    fs.writeSync(this.fd, data.subarray(0, data.length >> 1));
  }),
);
for (const name of ["write", "sync", "datasync", "chmod", "truncate"])
  methods[name] = asPromise(fs.promises, broken(name, methods[name]));
syncBuiltinESMExports();

/** What throws is to reject where the call gives a promise. */
function asPromise(owner, call) {
  if (owner === fs) return call;
  return async function (...args) {
    return await call.apply(this, args);
  };
}

if (what === "count") process.on("exit", () => process.stderr.write(`\n${done}\n`));
