// Loaded with `node --import`: another clock, another file mode mask, and folders that list their files backwards.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { OTHER_YEAR, OTHER_UMASK, BACKWARDS } = process.env;

if (OTHER_YEAR !== undefined) {
  const RealDate = Date;
  const shift = RealDate.UTC(Number(OTHER_YEAR), 0, 1) - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length === 0 ? [RealDate.now() + shift] : args));
    }
    static now() {
      return RealDate.now() + shift;
    }
  };
}

if (OTHER_UMASK !== undefined) process.umask(Number.parseInt(OTHER_UMASK, 8));

if (BACKWARDS) {
  const reversed = (list) => (Array.isArray(list) ? list.reverse() : list);
  const { readdir, readdirSync } = fs;
  const { readdir: readdirPromise } = fs.promises;
  fs.readdir = (path, ...rest) => {
    const done = rest.pop();
    readdir(path, ...rest, (error, list) => done(error, reversed(list)));
  };
  fs.readdirSync = (...args) => reversed(readdirSync(...args));
  fs.promises.readdir = async (...args) => reversed(await readdirPromise(...args));
  syncBuiltinESMExports();
}
