"""The floor: a hand-written loop that answers JSON lines on a pipe, one at a time."""

import json
import math
import sys

FUNCTIONS = {"sqrt": math.sqrt, "mean": lambda values: sum(values) / len(values)}

for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"], "value": FUNCTIONS[request["name"]](*request["args"])}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
