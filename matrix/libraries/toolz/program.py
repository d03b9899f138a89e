import toolz
from show import show

show("pipe", toolz.pipe(3, lambda x: x + 1, str), toolz.compose(len, str)(1234))
show("groups", toolz.groupby(len, ["a", "bb", "cc"]), toolz.frequencies("abca"))
show("dicts", toolz.merge({"a": 1}, {"b": 2}), toolz.get_in(["a", "b"], {"a": {"b": 5}}), toolz.assoc({}, "k", 1))
show("parts", list(toolz.partition(2, [1, 2, 3, 4])), list(toolz.take(2, [7, 8, 9])), list(toolz.concat([[1], [2]])))
