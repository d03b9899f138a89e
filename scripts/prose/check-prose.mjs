// Sentence length, replaced words (textlint) and spelling (cspell) of the files listed in checked.json.
//
//   node scripts/prose/check-prose.mjs            the listed files
//   node scripts/prose/check-prose.mjs <paths>    these files, listed or not
//   … --count                                     a line for each file, with what was found in it

import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { TextlintKernel } from "@textlint/kernel";
import markdown from "@textlint/textlint-plugin-markdown";
import { execa } from "execa";
import glob from "fast-glob";
import { localBin, root } from "../set-up.mjs";
import { sentences } from "./sentences.mjs";
import { proseOf } from "./texts.mjs";

const kernel = new TextlintKernel();

/**
 * Returns what a file's prose breaks, in the order of its lines.
 * @param {string} path
 * @param {string} text
 * @returns {Promise<{ line: number, message: string }[]>}
 */
export async function checkText(path, text) {
  const prose = proseOf(path, text);
  const { messages } = await kernel.lintText(prose.text, {
    ext: ".md",
    plugins: [{ pluginId: "markdown", plugin: markdown.default ?? markdown }],
    rules: [{ ruleId: "sentences", rule: sentences }],
  });
  return messages
    .map(({ line, message }) => ({ line: prose.lines[line - 1] ?? line, message }))
    .sort((a, b) => a.line - b.line);
}

async function main(args) {
  const { checked } = JSON.parse(await readFile(join(root, "scripts/prose/checked.json"), "utf8"));
  const given = args.filter((each) => !each.startsWith("--"));
  const patterns = given.map((path) => relative(root, resolve(path)).replaceAll("\\", "/"));
  const files = (await glob(given.length > 0 ? patterns : checked, { cwd: root })).sort();
  const onlyCount = args.includes("--count");
  const spelling = onlyCount ? "" : spell(files.filter((file) => file.endsWith(".md")));
  let found = 0;
  for (const file of files) {
    const problems = await checkText(file, await readFile(join(root, file), "utf8"));
    found += problems.length;
    if (onlyCount) console.log(`${problems.length}\t${file}`);
    else for (const { line, message } of problems) console.log(`${file}:${line}: ${message}`);
  }
  const misspelled = await spelling;
  process.stdout.write(misspelled);
  console.log(`prose: ${files.length} files, ${found} findings${misspelled ? ", unknown words" : ""}`);
  return found > 0 || misspelled ? 1 : 0;
}

/** Resolves to what cspell reports: empty when it knows every word. */
async function spell(files) {
  if (files.length === 0) return "";
  const options = ["lint", "--no-progress", "--no-summary", "--file-list", "stdin"];
  const { stdout, stderr, exitCode } = await execa(
    process.execPath,
    [localBin("cspell", "cspell"), ...options],
    {
      cwd: root,
      input: files.join("\n"),
      reject: false,
    },
  );
  return exitCode === 0 ? "" : `${stdout}\n${stderr}\n`;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
