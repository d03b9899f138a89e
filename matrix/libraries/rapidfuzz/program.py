from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein
from show import show

show("ratio", round(fuzz.ratio("snake", "snack"), 3), fuzz.partial_ratio("ab", "xaby"))
show("best", process.extractOne("appel", ["apple", "peach"])[0], Levenshtein.distance("kitten", "sitting"))
