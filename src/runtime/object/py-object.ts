import type { Reference } from "../call/reference.ts";
import { stateOf } from "../call/remote.ts";
import { inspectAs } from "../values/inspect.ts";
import { Operation } from "../wire/operations.ts";
import { CallingMembers, makeCall, type PyCall, type PyInput, type Returns } from "./py-call.ts";

/** Identifies the object for deep comparisons. All other state of an object is private. */
const identity: unique symbol = Symbol("snakebridge.identity");

/** A Python object that stays in Python. Generated classes extend it. Without one, use the members that begin with `$`. */
export class PyObject extends CallingMembers {
  /** Only calls create objects. */
  protected constructor(reference: Reference) {
    super(reference);
    (this as { [identity]?: string })[identity] = `${reference.connection.pid}#${reference.handle}`;
  }

  /** `super(cls, this)`: the members that `this` inherits from the bases of `cls`. For use in methods of `cls`. */
  $super(cls: PyInput): PyCall<this> {
    const members: Returns<this> = () => this.constructor as never;
    const args = [cls, this];
    return makeCall(
      Operation.callSymbol,
      "super",
      ["builtins:super"],
      { args, kwargs: undefined },
      0,
      members,
    );
  }

  /** Releases the Python object now. A later use fails with `StaleReference`. */
  $release(): void {
    referenceOf(this).release();
  }

  [Symbol.dispose](): void {
    this.$release();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.$release();
  }
}

inspectAs(PyObject, (value) => {
  const { typeName, handle, released, connection } = referenceOf(value);
  const state = released ? ", released" : connection.ended ? ", worker ended" : "";
  return `PyObject(${typeName} #${handle}${state})`;
});

/** @internal */
function referenceOf(object: PyObject): Reference {
  return stateOf(object) as Reference;
}
