/** What the generator would write for a corner of the standard library. */
import {
  type PyAttribute,
  type PyCall,
  type PyInput,
  PyObject,
  type PyRest,
  pyArguments,
  pyAttribute,
  pyCall,
  pyClass,
  pyFunction,
  pyMethod,
  pyNew,
  pyProperty,
} from "../../../src/runtime/codegen-v1.ts";

export function deepcopy(x: PyInput): PyCall<unknown> {
  return pyCall("copy:deepcopy", [x]);
}
pyFunction(deepcopy, "copy:deepcopy");

export function copy_counter(x: PyInput): PyCall<Counter> {
  return pyCall("copy:copy", [x], undefined, () => Counter);
}

export function sorted(iterable: PyInput, kwargs?: { key?: PyInput; reverse?: boolean }): PyCall<unknown[]> {
  return pyCall("builtins:sorted", [iterable], kwargs);
}
pyFunction(sorted, "builtins:sorted");

export function round(
  number: PyInput,
  ...rest: PyRest<[ndigits?: "ndigits"], { ndigits?: number | bigint | undefined }>
): PyCall<number> {
  return pyCall("builtins:round", pyArguments([number], rest, "ndigits"));
}
pyFunction(round, "builtins:round");

export function getLogger(
  ...rest: PyRest<[name?: "name"], { name?: string | null | undefined }>
): PyCall<PyObject> {
  return pyCall("logging:getLogger", pyArguments([], rest, "name"));
}
pyFunction(getLogger, "logging:getLogger");

export function wrap(
  text: string,
  ...rest: PyRest<[width?: "width"], { width?: number; [keyword: string]: PyInput }>
): PyCall<string[]> {
  return pyCall("textwrap:wrap", pyArguments([text], rest, "width"));
}
pyFunction(wrap, "textwrap:wrap");

export function zip_longest(...args: PyInput[]): PyCall<PyObject> {
  return pyCall("itertools:zip_longest", pyArguments([], args));
}
pyFunction(zip_longest, "itertools:zip_longest");

export const environ: PyAttribute<unknown> = pyAttribute("os:environ");

export class Dict extends PyObject {
  get(key: PyInput, fallback?: PyInput): PyCall<unknown> {
    return pyMethod(this, "get", [key, fallback]);
  }
  get __class__(): PyCall<unknown> {
    return pyProperty(this, "__class__");
  }
}
pyClass(Dict, "builtins:dict", "builtins:dict");

export class Counter extends Dict {
  static new(iterable?: PyInput, kwargs?: { [name: string]: PyInput }): PyCall<Counter> {
    return pyNew(Counter, "collections:Counter", [iterable], kwargs);
  }
  most_common(n?: PyInput): PyCall<[string, number][]> {
    return pyMethod(this, "most_common", [n]);
  }
  copy(): PyCall<Counter> {
    return pyMethod(this, "copy", [], undefined, () => Counter);
  }
  total(): PyCall<number> {
    return pyMethod(this, "total", []);
  }
}
pyClass(Counter, "collections:Counter", "collections:Counter");

export class OSError extends PyObject {
  get errno(): PyCall<unknown> {
    return pyProperty(this, "errno");
  }
  get filename(): PyCall<unknown> {
    return pyProperty(this, "filename");
  }
}
pyClass(OSError, "builtins:OSError", "builtins:OSError");
