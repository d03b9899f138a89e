from show import show
from tabulate import simple_separated_format, tabulate

rows = [["Bern", 3.5], ["Zug", 12.25]]
show("plain", tabulate(rows, headers=["city", "km"]))
show("github", tabulate(rows, tablefmt="github", floatfmt=".1f"))
show("dicts", tabulate([{"a": 1, "b": 2}], headers="keys", tablefmt=simple_separated_format(";")))
