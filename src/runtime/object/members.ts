import { splitArguments } from "../call/arguments.ts";
import { Flag } from "../wire/flags.ts";
import { Operation } from "../wire/operations.ts";
import { enter, type PyContext, within } from "./context.ts";
import { type IterateOptions, PyIterator } from "./iterate.ts";
import { memberSymbol } from "./member-symbol.ts";
import { Operators } from "./operators.ts";
import type { PyCall, PyInput } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";

/** The members of every Python object. They begin with `$`, which is not allowed in Python names. */
export abstract class Members extends Operators {
  /** `getattr(this, name)` */
  $attr(name: string): PyCall<unknown> {
    return this.$newCall(Operation.getAttribute, memberSymbol(this, name), [this, name]);
  }

  /** `setattr(this, name, value)` */
  $set(name: string, value: PyInput): PyCall<null> {
    return this.$newCall(Operation.setAttribute, memberSymbol(this, name), [this, name, value]);
  }

  /** `delattr(this, name)` */
  $delete(name: string): PyCall<null> {
    return this.$newCall(Operation.deleteAttribute, memberSymbol(this, name), [this, name]);
  }

  /** `this(*args)`. Pass keyword arguments as `kw({...})` in the last place. */
  $call(...args: PyInput[]): PyCall<unknown> {
    return this.$newCall(Operation.call, "$call", [this], splitArguments("$call", args, undefined));
  }

  /** `this.name(*args)`. Pass keyword arguments as `kw({...})` in the last place. */
  $invoke(name: string, ...args: PyInput[]): PyCall<unknown> {
    return this.$newCall(
      Operation.callMethod,
      `.${name}`,
      [this, name],
      splitArguments(`.${name}`, args, undefined),
    );
  }

  /** `this[key]`. The key may be a `slice(...)`, or a `tuple(...)` for several axes. */
  $item(key: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:getitem", [this, key]);
  }

  /** `this[key] = value` */
  $setItem(key: PyInput, value: PyInput): PyCall<null> {
    return this.$newOperation("operator:setitem", [this, key, value]);
  }

  /** `del this[key]` */
  $deleteItem(key: PyInput): PyCall<null> {
    return this.$newOperation("operator:delitem", [this, key]);
  }

  /** `len(this)` */
  $len(): PyCall<number> {
    return this.$newOperation("builtins:len", [this]);
  }

  /** `item in this` */
  $contains(item: PyInput): PyCall<boolean> {
    return this.$newOperation("operator:contains", [this, item]);
  }

  /** `bool(this)` */
  $bool(): PyCall<boolean> {
    return this.$newOperation("builtins:bool", [this]);
  }

  /** `not this` */
  $not(): PyCall<boolean> {
    return this.$newOperation("operator:not_", [this]);
  }

  /** `this is other` */
  $is(other: PyInput): PyCall<boolean> {
    return this.$newOperation("operator:is_", [this, other]);
  }

  /** `isinstance(this, cls)`. `cls` is a generated class, a `symbol(...)`, or a `tuple(...)` of them. */
  $isinstance(cls: PyInput): PyCall<boolean> {
    return this.$newOperation("builtins:isinstance", [this, cls]);
  }

  /** `hash(this)` */
  $hash(): PyCall<number | bigint> {
    return this.$newOperation("builtins:hash", [this]);
  }

  /** `dir(this)` */
  $dir(): PyCall<string[]> {
    return this.$newOperation("builtins:dir", [this]);
  }

  /** `copy.copy(this)`, as a reference. */
  $copy(): PyCall<PyObject> {
    return this.$newOperation("copy:copy", [this], Flag.byReference);
  }

  /** `copy.deepcopy(this)`, as a reference. */
  $deepcopy(): PyCall<PyObject> {
    return this.$newOperation("copy:deepcopy", [this], Flag.byReference);
  }

  /** `repr(this)` */
  $repr(): PyCall<string> {
    return this.$newOperation("builtins:repr", [this]);
  }

  /** `str(this)` */
  $str(): PyCall<string> {
    return this.$newOperation("builtins:str", [this]);
  }

  /** `type(this)` */
  $type(): PyCall<PyObject> {
    return this.$newOperation("builtins:type", [this]);
  }

  /** Enters it as a context manager: `await using context = await lock.$enter()`. */
  $enter<T = unknown>(): Promise<PyContext<T>> {
    return enter(this);
  }

  /**
   * `with this as value: body(value)`. `__exit__` receives the error that `body` throws. If `__exit__` suppresses it, the
   * result is `undefined`.
   */
  $with<T, R>(body: (value: T) => R | PromiseLike<R>): Promise<R | undefined> {
    return within(this, body);
  }

  /** `await this` */
  $await(): PyCall<unknown> {
    return this.$newCall(Operation.identity, "$await", [this]);
  }

  /** Returns the complete object by value. Rejects with `NotEncodable` if that is not possible. */
  $value(): PyCall<unknown> {
    return this.$newCall(Operation.identity, "$value", [this], undefined, Flag.byValue);
  }

  /**
   * `iter(this)`. Python creates each item when it is requested. For a generator, `next(value)`, `throw` and `return` call
   * Python's `send`, `throw` and `close`.
   */
  $iter(options: IterateOptions = {}): AsyncGenerator<unknown, unknown, PyInput> {
    return new PyIterator(this, { readAhead: 0, ...options });
  }

  /** Iterates over its items. Python creates items ahead, but never more than the loop has already taken. */
  [Symbol.asyncIterator](): AsyncGenerator<unknown, unknown, PyInput> {
    return new PyIterator(this, {});
  }
}
