import pyparsing as pp
from show import raised, show

number = pp.common.number()
name = pp.Word(pp.alphas, pp.alphanums + "_")("name")
assignment = name + pp.Suppress("=") + number("value")
result = assignment.parse_string("x_1 = 42", parse_all=True)
show("named", result["name"], result.value, result.as_list(), result.as_dict(), len(result))

expression = pp.infix_notation(pp.Word(pp.nums), [("*", 2, pp.OpAssoc.LEFT), (pp.one_of("+ -"), 2, pp.OpAssoc.LEFT)])
show("nested", expression.parse_string("1+2*3").as_list())

integer = pp.Word(pp.nums).set_parse_action(lambda tokens: int(tokens[0]))
total = pp.DelimitedList(integer).set_parse_action(lambda tokens: sum(tokens))
show("actions", total.parse_string("1, 2, 3")[0])
located = [(tokens[0], start, end) for tokens, start, end in integer.scan_string("a1 b22")]
show("located", located, integer.transform_string("7 and 08"))
key = pp.Group(pp.Word(pp.alphas) + pp.Suppress(":") + pp.QuotedString('"'))
show("grouped", pp.Dict(key[1, ...]).parse_string('a: "x y" b: "z"').as_dict())
forward = pp.Forward()
forward <<= pp.Group(pp.Suppress("(") + pp.ZeroOrMore(integer | forward) + pp.Suppress(")"))
show("forward", forward.parse_string("(1 (2 3) ())").as_list())
show("matches", integer.matches("12"), integer.matches("x"), str(name), [each[0] for each in integer.search_string("3 4")])
show("optional", (pp.Opt("-", default="+") + integer).parse_string("5").as_list(), (~integer + pp.Word(pp.printables)).parse_string("x").as_list())
show("wrong", raised(lambda: assignment.parse_string("= 5")), issubclass(pp.ParseException, pp.ParseBaseException))
show("rest", raised(lambda: integer.parse_string("1 2", parse_all=True)))
