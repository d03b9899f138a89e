import { ellipsis, type PyObject, tuple } from "snakebridge/runtime";
import { issubclass } from "#py/builtins";
import * as pp from "#py/pyparsing";
import { raised, show } from "../show.ts";

const name = await pp.Word.new(pp.alphas, `${pp.alphanums}_`).$call("name").ref();
const assignment = (await name
  .$add(pp.Suppress.new("="))
  .$add(pp.common.number("value"))) as pp.ParserElement;
const result = await assignment.parse_string("x_1 = 42", { parse_all: true });
show(
  "named",
  await result.$item("name"),
  await result.$attr("value"),
  await result.as_list(),
  await result.as_dict(),
  await result.$len(),
);

const expression = pp.infix_notation(pp.Word.new(pp.nums), [
  tuple("*", 2, pp.OpAssoc.LEFT),
  tuple(pp.one_of("+ -"), 2, pp.OpAssoc.LEFT),
]);
show("nested", await expression.parse_string("1+2*3").as_list());

const integer = await pp.Word.new(pp.nums).set_parse_action(
  async (_text: string, _at: number, tokens: PyObject) => Number(await tokens.$item(0)),
);
const sum = async (_text: string, _at: number, tokens: PyObject) => {
  let total = 0;
  for await (const each of tokens) total += Number(each);
  return total;
};
const total = pp.DelimitedList.new(integer).set_parse_action(sum);
show("actions", await total.parse_string("1, 2, 3").$item(0));
const located: unknown[] = [];
for await (const [tokens, start, end] of integer.scan_string("a1 b22"))
  located.push(tuple(await (tokens as PyObject).$item(0), start, end));
show("located", located, await integer.transform_string("7 and 08"));
const key = pp.Group.new(pp.Word.new(pp.alphas).$add(pp.Suppress.new(":")).$add(pp.QuotedString.new('"')));
show(
  "grouped",
  await pp.Dict.new(key.$item(tuple(1, ellipsis)))
    .parse_string('a: "x y" b: "z"')
    .as_dict(),
);
let forward = await pp.Forward.new();
const inner = pp.ZeroOrMore.new(integer.$or(forward));
forward = (await forward.$ilshift(
  pp.Group.new(pp.Suppress.new("(").$add(inner).$add(pp.Suppress.new(")"))),
)) as pp.Forward;
show("forward", await forward.parse_string("(1 (2 3) ())").as_list());
const firsts: unknown[] = [];
for await (const each of integer.search_string("3 4")) firsts.push(await (each as PyObject).$item(0));
show("matches", await integer.matches("12"), await integer.matches("x"), await name.$str(), firsts);
show(
  "optional",
  await pp.Opt.new("-", { default: "+" }).$add(integer).$invoke("parse_string", "5").$invoke("as_list"),
  await integer.$invert().$add(pp.Word.new(pp.printables)).$invoke("parse_string", "x").$invoke("as_list"),
);
show(
  "wrong",
  await raised(() => assignment.parse_string("= 5")),
  await issubclass(pp.ParseException, pp.ParseBaseException),
);
show("rest", await raised(() => integer.parse_string("1 2", { parse_all: true })));
