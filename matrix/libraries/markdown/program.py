import markdown
from show import show

show("text", markdown.markdown("# Title\n\nSome *text* and `code`."))
show("table", markdown.markdown("| a | b |\n|---|---|\n| 1 | 2 |", extensions=["tables"]))
md = markdown.Markdown(extensions=["toc"])
show("toc", md.convert("# One\n## Two"), md.toc_tokens[0]["name"])
