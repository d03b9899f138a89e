import type { Arguments } from "../call/arguments.ts";
import { Remote } from "../call/remote.ts";
import { Flag } from "../wire/flags.ts";
import type { PyCall, PyInput } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";

/**
 * Python's operators, with the names of Python's `operator` module and special methods. They are calls like any other: a
 * chain of them is one round trip.
 *
 * A class decides what its operators return: a comparison may return an array of booleans, or a condition of a query.
 * Therefore no result has a type. In-place operators such as `$iadd` return the object that replaces the operand, so their
 * result stays in Python.
 */
export abstract class Operators extends Remote {
  /** @internal Describes a call. Implemented next to the class of calls, which has these members itself. */
  abstract $newCall<T>(
    op: number,
    symbol: string,
    lead: readonly unknown[],
    args?: Arguments,
    flags?: number,
  ): PyCall<T>;

  /** @internal Describes a call of the function `symbol` with operands. */
  abstract $newOperation<T>(symbol: string, operands: unknown[], flags?: number): PyCall<T>;

  /** `this + right` */
  $add(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:add", [this, right]);
  }

  /** `this - right` */
  $sub(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:sub", [this, right]);
  }

  /** `this * right` */
  $mul(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:mul", [this, right]);
  }

  /** `this @ right` */
  $matmul(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:matmul", [this, right]);
  }

  /** `this / right` */
  $truediv(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:truediv", [this, right]);
  }

  /** `this // right` */
  $floordiv(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:floordiv", [this, right]);
  }

  /** `this % right` */
  $mod(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:mod", [this, right]);
  }

  /** `this ** right` */
  $pow(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:pow", [this, right]);
  }

  /** `this << right` */
  $lshift(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:lshift", [this, right]);
  }

  /** `this >> right` */
  $rshift(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:rshift", [this, right]);
  }

  /** `this & right` */
  $and(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:and_", [this, right]);
  }

  /** `this | right` */
  $or(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:or_", [this, right]);
  }

  /** `this ^ right` */
  $xor(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:xor", [this, right]);
  }

  /** `left + this` */
  $radd(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:add", [left, this]);
  }

  /** `left - this` */
  $rsub(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:sub", [left, this]);
  }

  /** `left * this` */
  $rmul(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:mul", [left, this]);
  }

  /** `left @ this` */
  $rmatmul(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:matmul", [left, this]);
  }

  /** `left / this` */
  $rtruediv(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:truediv", [left, this]);
  }

  /** `left // this` */
  $rfloordiv(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:floordiv", [left, this]);
  }

  /** `left % this` */
  $rmod(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:mod", [left, this]);
  }

  /** `left ** this` */
  $rpow(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:pow", [left, this]);
  }

  /** `left << this` */
  $rlshift(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:lshift", [left, this]);
  }

  /** `left >> this` */
  $rrshift(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:rshift", [left, this]);
  }

  /** `left & this` */
  $rand(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:and_", [left, this]);
  }

  /** `left | this` */
  $ror(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:or_", [left, this]);
  }

  /** `left ^ this` */
  $rxor(left: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:xor", [left, this]);
  }

  /** `this += right` */
  $iadd(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:iadd", [this, right], Flag.byReference);
  }

  /** `this -= right` */
  $isub(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:isub", [this, right], Flag.byReference);
  }

  /** `this *= right` */
  $imul(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:imul", [this, right], Flag.byReference);
  }

  /** `this @= right` */
  $imatmul(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:imatmul", [this, right], Flag.byReference);
  }

  /** `this /= right` */
  $itruediv(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:itruediv", [this, right], Flag.byReference);
  }

  /** `this //= right` */
  $ifloordiv(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:ifloordiv", [this, right], Flag.byReference);
  }

  /** `this %= right` */
  $imod(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:imod", [this, right], Flag.byReference);
  }

  /** `this **= right` */
  $ipow(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:ipow", [this, right], Flag.byReference);
  }

  /** `this <<= right` */
  $ilshift(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:ilshift", [this, right], Flag.byReference);
  }

  /** `this >>= right` */
  $irshift(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:irshift", [this, right], Flag.byReference);
  }

  /** `this &= right` */
  $iand(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:iand", [this, right], Flag.byReference);
  }

  /** `this |= right` */
  $ior(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:ior", [this, right], Flag.byReference);
  }

  /** `this ^= right` */
  $ixor(right: PyInput): PyCall<PyObject> {
    return this.$newOperation("operator:ixor", [this, right], Flag.byReference);
  }

  /** `this == right` */
  $eq(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:eq", [this, right]);
  }

  /** `this != right` */
  $ne(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:ne", [this, right]);
  }

  /** `this < right` */
  $lt(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:lt", [this, right]);
  }

  /** `this <= right` */
  $le(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:le", [this, right]);
  }

  /** `this > right` */
  $gt(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:gt", [this, right]);
  }

  /** `this >= right` */
  $ge(right: PyInput): PyCall<unknown> {
    return this.$newOperation("operator:ge", [this, right]);
  }

  /** `-this` */
  $neg(): PyCall<unknown> {
    return this.$newOperation("operator:neg", [this]);
  }

  /** `+this` */
  $pos(): PyCall<unknown> {
    return this.$newOperation("operator:pos", [this]);
  }

  /** `~this` */
  $invert(): PyCall<unknown> {
    return this.$newOperation("operator:invert", [this]);
  }

  /** `abs(this)` */
  $abs(): PyCall<unknown> {
    return this.$newOperation("operator:abs", [this]);
  }
}
