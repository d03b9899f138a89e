from io import StringIO

from rich.console import Console
from rich.markup import escape, render
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text
from rich.tree import Tree
from show import raised, show

console = Console(file=StringIO(), width=40, color_system=None, force_terminal=False, legacy_windows=False)


def printed(*things, **options):
    with console.capture() as capture:
        console.print(*things, **options)
    return capture.get()


table = Table(title="Cities", show_lines=True)
table.add_column("Name", style="bold", no_wrap=True)
table.add_column("People", justify="right")
table.add_row("Bern", "134")
table.add_row("Genf", "203", end_section=True)
show("table", printed(table), table.row_count, [column.header for column in table.columns])
tree = Tree("root")
branch = tree.add("a")
branch.add("b")
tree.add(Panel.fit("boxed", title="t"))
show("tree", printed(tree))
text = Text("one two three")
text.stylize("bold red", 4, 7)
text.append("!", style="green")
show("text", text.plain, [(span.start, span.end, str(span.style)) for span in text.spans], len(text))
show("markup", render("[bold]x[/bold] y").plain, escape("[bold]"), text.markup)
show("highlighted", text.highlight_words(["three"], "blue"), [str(part) for part in text.split(" ")])
show("rule", printed(Rule("here"), ProgressBar(total=10, completed=5, width=10)))
show("syntax", printed(Syntax("x = 1", "python", line_numbers=True)))
show("print", printed("[b]bold[/b]", 1, {"a": [1, 2]}, sep=" | ", justify="left"))
show("measure", console.measure("hello world").maximum, console.width, console.is_terminal)
show("wrong", raised(lambda: console.print("[/b]")), raised(lambda: console.get_style("zork")).split(":")[0])
