import { expect, it } from "vitest";
import { findBlocks } from "../../../src/project/inline/find-blocks.ts";

const block = ["// /// snakebridge", '// dependencies = ["numpy"]', "//", "// # end", "// ///"].join("\n");

it("finds a block with its place and its content", () => {
  expect(findBlocks("a.ts", `import "x";\n${block}\n`)).toEqual([
    { file: "a.ts", line: 2, text: 'dependencies = ["numpy"]\n\n# end\n' },
  ]);
});

it("finds each of several, with Windows line ends too", () => {
  const text = `${block}\nconst x = 1;\n${block}\n`;
  expect(findBlocks("a.ts", text.replaceAll("\n", "\r\n")).map(({ line }) => line)).toEqual([1, 7]);
});

it.each([
  ["of another type", block.replace("snakebridge", "script")],
  ["that is not closed", block.replace(/\/\/ \/\/\/$/, "")],
  ["that is indented", block.replace(/^/gm, "  ")],
  ["with a line that is no comment", block.replace("//\n", "\n")],
  ["without content", "// /// snakebridge\n// ///"],
])("finds none %s", (_title, text) => expect(findBlocks("a.ts", text)).toEqual([]));
