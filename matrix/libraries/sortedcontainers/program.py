from show import raised, show
from sortedcontainers import SortedDict, SortedList

numbers = SortedList([5, 1, 3])
numbers.add(2)
show("list", list(numbers), numbers.bisect_left(3), len(numbers), numbers[0])
words = SortedDict({"b": 1, "a": 2})
show("dict", list(words.keys()), words.peekitem(0), words["b"])
show("not there", raised(lambda: numbers.remove(9)))
