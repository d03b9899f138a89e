import { infix_notation, type ParserElement, QuotedString } from "#py/pyparsing";

declare const element: ParserElement;
// @ts-expect-error a missing argument
infix_notation(element);
// @ts-expect-error a wrong type
element.parse_string(5);
// @ts-expect-error a missing argument
QuotedString.new('"').parse_string();
