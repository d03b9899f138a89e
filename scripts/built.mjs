// Modules of dist/, for the scripts that use what they have built.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./set-up.mjs";

export const built = (path) => import(pathToFileURL(join(root, "dist", path)).href);

export const progress = {
  step: (text) => console.error(text),
  note: (text) => console.error(text),
  passthrough: (chunk) => process.stderr.write(chunk),
};
