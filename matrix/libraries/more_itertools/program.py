import more_itertools as more
from show import raised, show

show("chunked", list(more.chunked([1, 2, 3, 4, 5], 2)), list(more.windowed("abcd", 3)))
show("first", more.first([], default="none"), more.last([1, 2, 3]), more.one(["x"]))
show("flat", list(more.flatten([[1], [2, 3]])), list(more.collapse([1, [2, [3]]])))
show("unique", list(more.unique_everseen("AbBa", key=str.lower)), more.all_equal([1, 1]))
show("too many", raised(lambda: more.one([1, 2])))
