import { describe, expect, test } from "vitest";
import { markdown } from "../../src/docstring/markdown.ts";

const lines = (...all: readonly string[]): string => all.join("\n");

describe("inline markup", () => {
  test.each([
    ["``a*b`` and `c`", "`a*b` and `c`"],
    ["``a`b``", "``a`b``"],
    [":class:`~pandas.DataFrame` or :py:meth:`x.y`", "`DataFrame` or `x.y`"],
    [":ref:`The guide <guide>`, :term:`fit`", "The guide, fit"],
    [":math:`x^2`", "`x^2`"],
    [":pep:`484`", "[PEP 484](https://peps.python.org/pep-0484/)"],
    ["`the page <https://example.org/a_b>`_ and `name`_", "[the page](https://example.org/a_b) and name"],
    ["`evil <javascript:alert(1)>`_", "evil"],
    ["see [1]_ and [link](https://example.org)", "see [1] and [link](https://example.org)"],
    ["call it with *args and **kwargs", "call it with `*args` and `**kwargs`"],
    ["its __init__, *all* of it, **now**", "its `__init__`, *all* of it, **now**"],
    ["``x``\\ s", "`x`s"],
    ["a ` alone, and :role: alone", "a ` alone, and :role: alone"],
  ])("%s", (text, expected) => expect(markdown(text)).toBe(expected));
});

describe("blocks", () => {
  test("titles", () => {
    expect(markdown(lines("Notes", "-----", "Text.", "", "====", "Over", "====", "More."))).toBe(
      lines("**Notes**", "", "Text.", "", "**Over**", "", "More."),
    );
  });

  test("literal blocks are fenced, whatever their content", () => {
    expect(markdown(lines("So::", "", "    a = 1", "", "      ```", "", "On."))).toBe(
      lines("So:", "", "````", "a = 1", "", "  ```", "````", "", "On."),
    );
    expect(markdown(lines("::", "", "  x"))).toBe(lines("```", "x", "```"));
    expect(markdown("Nothing follows::")).toBe("Nothing follows:");
  });

  test("doctests are one block of Python", () => {
    expect(markdown(lines(">>> 1", "1", "", ">>> 2", "", "Text.", ">>> no"))).toBe(
      lines("```python", ">>> 1", "1", "", ">>> 2", "```", "", "Text.", ">>> no"),
    );
  });

  test("lists stay together, with the content of each item", () => {
    expect(markdown(lines("* one", "* two,", "  on", "", "  more", "", "1) first", "2) second"))).toBe(
      lines("- one", "- two,", "  on", "", "  more", "1. first", "2. second"),
    );
  });

  test("terms and numpydoc entries become lists", () => {
    expect(markdown(lines("a, b : int, optional", "    Two.", "", "    More.", "term", "    Text."))).toBe(
      lines("- `a, b`: int, optional", "", "  Two.", "", "  More.", "", "- term", "", "  Text."),
    );
  });

  test("directives", () => {
    const text = lines(
      ".. note:: Mind",
      "   the gap.",
      "",
      ".. versionchanged:: 1.2",
      "   Other.",
      "",
      ".. code-block:: python",
      "   :linenos:",
      "",
      "   x = 1",
      "",
      ".. image:: x.png",
      "   :alt: nothing",
      "",
      ".. _target: https://example.org",
      ".. a comment",
      "",
      ".. [1] A paper.",
      "",
      ".. math:: x^2",
      "",
      "   y",
      "",
      ".. constructor:: x",
    );
    expect(markdown(text)).toBe(
      lines(
        "**Note:** Mind\nthe gap.",
        "",
        "*Changed in version 1.2:* Other.",
        "",
        "```python",
        "x = 1",
        "```",
        "",
        "[1] A paper.",
        "",
        "```latex",
        "x^2",
        "",
        "y",
        "```",
      ),
    );
  });

  test("tables", () => {
    const rule = "=====  ====";
    expect(markdown(lines(rule, "a      b", rule, "one    1|2", "two    ``x``", "       more", rule))).toBe(
      lines("| a | b |", "| --- | --- |", "| one | 1\\|2 |", "| two | `x` more |"),
    );
    expect(
      markdown(lines("+---+---+", "| a | b |", "+===+===+", "| c | d |", "|   | e |", "+---+---+", "", "x")),
    ).toBe(lines("| a | b |", "| --- | --- |", "| c | d e |", "", "x"));
    const merged = lines("+---+---+", "| a     |", "+---+---+");
    expect(markdown(merged)).toBe(lines("```text", merged, "```"));
  });

  test("Markdown is unchanged", () => {
    const text = lines(
      "See `x`.",
      "",
      "```py",
      "a_ = `b`",
      "",
      "    c",
      "```",
      "",
      "- *one* [l](https://e.org)",
    );
    expect(markdown(text)).toBe(text);
  });
});

test("any text converts without losing a word", () => {
  const pieces = [
    "word",
    "`",
    "``",
    "*",
    "::",
    "\n",
    "\n\n",
    "    ",
    "- ",
    ".. note::",
    ">>> ",
    "====",
    "+--+",
    "|",
    "1. ",
    "__x__",
    ":a:`",
    "_",
  ]; // prettier-ignore
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: next(60) }, () => pieces[next(pieces.length)]).join("");
    expect(typeof markdown(text)).toBe("string");
  }
  expect(markdown("- ".repeat(5000)).length).toBeGreaterThan(0);
  expect(markdown(`${" ".repeat(3)}x\n`.repeat(2000)).length).toBeGreaterThan(0);
});
