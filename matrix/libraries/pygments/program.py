from pygments import highlight, lex
from pygments.filters import KeywordCaseFilter
from pygments.formatters import HtmlFormatter, NullFormatter, TerminalFormatter
from pygments.lexers import PythonLexer, get_lexer_by_name, get_lexer_for_filename, guess_lexer
from pygments.styles import get_style_by_name
from pygments.token import Keyword, Name, Token, is_token_subtype
from pygments.util import ClassNotFound
from show import raised, show

code = "def f(x):\n    return x + 1  # one\n"
show("html", highlight(code, PythonLexer(), HtmlFormatter(linenos="inline", cssclass="code")))
show("plain", highlight(code, PythonLexer(stripall=True), NullFormatter()))
show("terminal", highlight("x = 1", get_lexer_by_name("python"), TerminalFormatter(bg="dark")))
tokens = list(lex("if x: pass", PythonLexer()))
show("tokens", [str(kind) for kind, _ in tokens][:3], [text for _, text in tokens])
show("kinds", is_token_subtype(Name.Function, Name), Keyword in Token, str(Token.Literal.String.Double))
lexer = get_lexer_for_filename("a.json")
show("lexer", lexer.name, list(lexer.aliases), guess_lexer("#!/usr/bin/python\nprint(1)").name)
css = HtmlFormatter(style="monokai").get_style_defs(".code")
show("css", css.splitlines()[0], ".code .hll" in css)
loud = get_lexer_by_name("sql")
loud.add_filter(KeywordCaseFilter(case="upper"))
show("filtered", highlight("select a from b", loud, NullFormatter()))
style = get_style_by_name("default")
show("style", style.background_color, style.style_for_token(Keyword)["bold"], style.name)
show("unknown", raised(lambda: get_lexer_by_name("zork")), issubclass(ClassNotFound, ValueError))
