"""Operations by number. See docs/internals/wire.md; `calls.operations` has the functions."""

CALL_SYMBOL = 0
CALL = 1
CALL_METHOD = 2
GET_ATTRIBUTE = 3
SET_ATTRIBUTE = 4
DELETE_ATTRIBUTE = 5
GET_SYMBOL = 6
IDENTITY = 7
NEXT_ITEMS = 8
STREAM = 9
MAP = 16

ARITY = {
    CALL_SYMBOL: (1, 3),
    CALL: (1, 3),
    CALL_METHOD: (2, 4),
    GET_ATTRIBUTE: (2, 2),
    SET_ATTRIBUTE: (3, 3),
    DELETE_ATTRIBUTE: (2, 2),
    GET_SYMBOL: (1, 1),
    IDENTITY: (1, 1),
    NEXT_ITEMS: (3, 3),
    STREAM: (1, 1),
    MAP: (3, 3),
}
"""Fewest and most values in the payload of an operation."""
