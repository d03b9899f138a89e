// Loaded with `node --import`: whoever starts a process or opens a connection fails, and is heard.
import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

const refuse = (what) => () => {
  throw new Error(`${what} in a run that must do without`);
};
childProcess.ChildProcess.prototype.spawn = refuse("a process was started");
for (const name of ["spawnSync", "execSync", "execFileSync"])
  childProcess[name] = refuse("a process was started");
net.Socket.prototype.connect = refuse("a connection was opened");
syncBuiltinESMExports();
