import { describe, expect, it } from "vitest";
import { readSides } from "../../../src/project/merge/conflict-sides.ts";

const merged = (text: string) =>
  readSides<unknown>(
    text,
    (each) => each,
    (ours, theirs, base) => ({ ours, theirs, base }),
  );

describe("a file", () => {
  it("without conflict markers is read once", () => expect(merged("a\n=======\nb")).toBe("a\n=======\nb"));

  it("with them is read as each side has it", () => {
    const text = ["a", "<<<<<<< HEAD", "ours", "=======", "theirs", ">>>>>>> branch", "z"].join("\n");
    expect(merged(text)).toEqual({ ours: "a\nours\nz", theirs: "a\ntheirs\nz", base: undefined });
  });

  it("has the common ancestor where git shows it", () => {
    const text = ["<<<<<<< a", "ours", "||||||| b", "base", "=======", "theirs", ">>>>>>> c"].join("\n");
    expect(merged(text)).toEqual({ ours: "ours", theirs: "theirs", base: "base" });
  });

  it("can have several conflicts, and Windows line ends", () => {
    const one = ["<<<<<<< a\r", "1\r", "=======\r", "2\r", ">>>>>>> b\r"].join("\n");
    expect(merged(`${one}\n${one}`)).toMatchObject({ ours: "1\r\n1\r", theirs: "2\r\n2\r" });
  });
});

it("is read without an ancestor that is no whole file", () => {
  const text = ["<<<<<<< a", "1", "||||||| b", "{", "=======", "2", ">>>>>>> c"].join("\n");
  const sides = readSides<unknown>(text, JSON.parse, (ours, theirs, base) => [ours, theirs, base]);
  expect(sides).toEqual([1, 2, undefined]);
});

it("does not hide that a side cannot be read", () => {
  const text = ["<<<<<<< a", "{", "=======", "2", ">>>>>>> c"].join("\n");
  expect(() => readSides<unknown>(text, JSON.parse, () => undefined)).toThrow(SyntaxError);
});
