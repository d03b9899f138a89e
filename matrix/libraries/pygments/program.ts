import type { PyObject } from "snakebridge/runtime";
import { issubclass, ValueError } from "#py/builtins";
import { highlight, lex } from "#py/pygments";
import { KeywordCaseFilter } from "#py/pygments/filters";
import { HtmlFormatter, NullFormatter, TerminalFormatter } from "#py/pygments/formatters";
import { get_lexer_by_name, get_lexer_for_filename, guess_lexer, PythonLexer } from "#py/pygments/lexers";
import { get_style_by_name } from "#py/pygments/styles";
import { is_token_subtype, Keyword, Name, Token } from "#py/pygments/token";
import { ClassNotFound } from "#py/pygments/util";
import { raised, show } from "../show.ts";

const code = "def f(x):\n    return x + 1  # one\n";
const html = HtmlFormatter.new({ linenos: "inline", cssclass: "code" });
show("html", await highlight(code, PythonLexer.new(), html));
show("plain", await highlight(code, PythonLexer.new({ stripall: true }), NullFormatter.new()));
show(
  "terminal",
  await highlight("x = 1", get_lexer_by_name("python"), TerminalFormatter.new({ bg: "dark" })),
);
const kinds: string[] = [];
const texts: unknown[] = [];
for await (const token of lex("if x: pass", PythonLexer.new())) {
  const [kind, text] = token as [PyObject, string];
  kinds.push(await kind.$str());
  texts.push(text);
}
show("tokens", kinds.slice(0, 3), texts);
show(
  "kinds",
  await is_token_subtype(Name.$attr("Function"), Name),
  await Token.$contains(Keyword),
  await Token.$attr("Literal").$attr("String").$attr("Double").$str(),
);
const lexer = await get_lexer_for_filename("a.json").ref();
show(
  "lexer",
  await lexer.$attr("name"),
  await lexer.$attr("aliases"),
  await guess_lexer("#!/usr/bin/python\nprint(1)").$attr("name"),
);
const css = (await HtmlFormatter.new({ style: "monokai" }).get_style_defs(".code")) as string;
show("css", css.split("\n")[0], css.includes(".code .hll"));
const loud = (await get_lexer_by_name("sql").ref()) as PyObject;
await loud.$invoke("add_filter", KeywordCaseFilter.new({ case: "upper" }));
show("filtered", await highlight("select a from b", loud, NullFormatter.new()));
const style = await get_style_by_name("default").ref();
show(
  "style",
  await style.$attr("background_color"),
  await style.$invoke("style_for_token", Keyword).$item("bold"),
  await style.$attr("name"),
);
show("unknown", await raised(() => get_lexer_by_name("zork")), await issubclass(ClassNotFound, ValueError));
