// `npm run matrix [-- name…]`: builds, then tries real libraries.
import { join } from "node:path";
import { build } from "./build.mjs";
import { root, run } from "./set-up.mjs";

await build();
await run(process.execPath, [join(root, "matrix/main.mjs"), ...process.argv.slice(2)]);
