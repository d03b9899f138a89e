import { highlight } from "#py/pygments";
import { get_lexer_by_name, guess_lexer } from "#py/pygments/lexers";

// @ts-expect-error a missing argument
highlight("x = 1", "lexer");
// @ts-expect-error a wrong type
get_lexer_by_name(5);
// @ts-expect-error a missing argument
guess_lexer();
