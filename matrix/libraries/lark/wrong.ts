import { Lark, type Tree } from "#py/lark";

declare const [parser, tree]: [Lark, Tree];
// @ts-expect-error a missing argument
Lark.new();
// @ts-expect-error a missing argument
parser.parse();
// @ts-expect-error a missing argument
tree.find_data();
