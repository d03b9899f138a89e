import { call, PyDate, PyDateTime, PyDecimal, PyUuid, symbol } from "snakebridge/runtime";
import { issubclass, TypeError as PyTypeError, ValueError } from "#py/builtins";
import { array } from "#py/numpy";
import {
  dumps,
  Fragment,
  JSONDecodeError,
  JSONEncodeError,
  loads,
  OPT_INDENT_2,
  OPT_NON_STR_KEYS,
  OPT_OMIT_MICROSECONDS,
  OPT_SERIALIZE_NUMPY,
  OPT_SORT_KEYS,
  OPT_UTC_Z,
} from "#py/orjson";
import { raised, show } from "../show.ts";

show("bytes", await dumps({ b: 1, a: [1.5, null, true, "ü"] }));
const indented = await dumps({ b: 1, a: { c: [] } }, { option: OPT_INDENT_2 | OPT_SORT_KEYS });
show("options", new TextDecoder().decode(indented));
const when = PyDateTime.parse("2020-01-02T03:04:05.000678", 0);
show(
  "values",
  await dumps([when, PyDate.parse("2020-01-02"), new PyUuid("00000000-0000-0000-0000-000000000005")]),
);
show("plain times", await dumps(when, { option: OPT_OMIT_MICROSECONDS | OPT_UTC_Z }));
const matrix = array([
  [1.5, 2],
  [3, 4],
]);
show("numpy", await dumps(matrix, { option: OPT_SERIALIZE_NUMPY }));
const fallback = (value: unknown) => {
  if (value instanceof PyDecimal) return value.toString();
  throw call("builtins", "TypeError");
};
show("default", await dumps({ price: new PyDecimal("1.10") }, { default: fallback }));
show(
  "keys",
  await dumps(
    new Map<number | null, string>([
      [1, "a"],
      [null, "b"],
    ]),
    { option: OPT_NON_STR_KEYS },
  ),
);
show(
  "loads",
  await loads(new TextEncoder().encode('{"a": [1, 2.5, 1e3, "\\u00fc"], "b": null}')),
  await loads("[]"),
);
show("large", await loads("9007199254740993"), await dumps(2n ** 53n + 1n));
show("fragment", await dumps({ a: Fragment.new(new TextEncoder().encode('{"raw":1}')) }));
show("wrong", await raised(() => loads("[1,")), await issubclass(JSONDecodeError, ValueError));
show("not json", await raised(() => dumps(new Set([1, 2]))), await symbol(JSONEncodeError).$is(PyTypeError));
