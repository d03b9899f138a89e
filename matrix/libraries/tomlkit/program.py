import tomlkit
from show import raised, show

document = tomlkit.parse('# kept\n[tool]\nname = "snake" # why\n')
document["tool"]["size"] = 3
show("text", tomlkit.dumps(document))
show("plain", document.unwrap())
show("wrong", raised(lambda: tomlkit.parse("a = ")).split(":")[0])
