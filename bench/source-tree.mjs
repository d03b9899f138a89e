// Writes a project of many TypeScript sources, of which a few use Python: the same for the same seed.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const words =
  "account order price index window buffer session token layout panel route model query cache event worker".split(
    " ",
  );
const used = "sqrt floor ceil exp log log2 sin cos tan pi".split(" ");

/**
 * @param {string} root
 * @param {{ files: number, bytes: number, hits: number, seed?: number }} size `hits` files use Python; all files together
 *   have about so many bytes
 */
export async function writeSourceTree(root, { files, bytes, hits, seed = 1 }) {
  const random = randomFrom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const each = Math.ceil(bytes / files);
  const step = Math.floor(files / hits);
  for (let index = 0; index < files; index++) {
    const path = join(root, "src", pick(words), pick(words), `${pick(words)}-${index}.ts`);
    const lines = [`import { ${pick(words)} } from "./${pick(words)}.js";`];
    if (index % step === 0 && index / step < hits) lines.push(`import { ${pick(used)} } from "#py/math";`);
    for (let length = 0; length < each; length += lines.at(-1).length + 1)
      lines.push(
        `export function ${pick(words)}${lines.length}(${pick(words)}: string): number { return ${pick(words)}.length * ${Math.floor(random() * 1000)}; } // ${pick(words)} of "${pick(words)}"`,
      );
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${lines.join("\n")}\n`);
  }
}

/** Numbers from 0 to 1 (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
