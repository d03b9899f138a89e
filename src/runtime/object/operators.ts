import { Flag } from "../wire/flags.ts";
import { callFunction, type PyCall, type PyInput } from "./py-call.ts";
import type { PyObject } from "./py-object.ts";
import { Remote } from "./remote.ts";

/**
 * Python's operators, under the names that Python's own `operator` module and its special methods have. They are calls like
 * any other: a chain of them is one round trip. What a comparison gives is for the class to say (an array of booleans,
 * a condition of a query), so no result has a type.
 */
export abstract class Operators extends Remote {
  /** `this + right` */
  $add(right: PyInput): PyCall<unknown> {
    return operate("add", this, right);
  }

  /** `this - right` */
  $sub(right: PyInput): PyCall<unknown> {
    return operate("sub", this, right);
  }

  /** `this * right` */
  $mul(right: PyInput): PyCall<unknown> {
    return operate("mul", this, right);
  }

  /** `this @ right` */
  $matmul(right: PyInput): PyCall<unknown> {
    return operate("matmul", this, right);
  }

  /** `this / right` */
  $truediv(right: PyInput): PyCall<unknown> {
    return operate("truediv", this, right);
  }

  /** `this // right` */
  $floordiv(right: PyInput): PyCall<unknown> {
    return operate("floordiv", this, right);
  }

  /** `this % right` */
  $mod(right: PyInput): PyCall<unknown> {
    return operate("mod", this, right);
  }

  /** `this ** right` */
  $pow(right: PyInput): PyCall<unknown> {
    return operate("pow", this, right);
  }

  /** `this << right` */
  $lshift(right: PyInput): PyCall<unknown> {
    return operate("lshift", this, right);
  }

  /** `this >> right` */
  $rshift(right: PyInput): PyCall<unknown> {
    return operate("rshift", this, right);
  }

  /** `this & right` */
  $and(right: PyInput): PyCall<unknown> {
    return operate("and_", this, right);
  }

  /** `this | right` */
  $or(right: PyInput): PyCall<unknown> {
    return operate("or_", this, right);
  }

  /** `this ^ right` */
  $xor(right: PyInput): PyCall<unknown> {
    return operate("xor", this, right);
  }

  /** `left + this` */
  $radd(left: PyInput): PyCall<unknown> {
    return operate("add", left, this);
  }

  /** `left - this` */
  $rsub(left: PyInput): PyCall<unknown> {
    return operate("sub", left, this);
  }

  /** `left * this` */
  $rmul(left: PyInput): PyCall<unknown> {
    return operate("mul", left, this);
  }

  /** `left @ this` */
  $rmatmul(left: PyInput): PyCall<unknown> {
    return operate("matmul", left, this);
  }

  /** `left / this` */
  $rtruediv(left: PyInput): PyCall<unknown> {
    return operate("truediv", left, this);
  }

  /** `left // this` */
  $rfloordiv(left: PyInput): PyCall<unknown> {
    return operate("floordiv", left, this);
  }

  /** `left % this` */
  $rmod(left: PyInput): PyCall<unknown> {
    return operate("mod", left, this);
  }

  /** `left ** this` */
  $rpow(left: PyInput): PyCall<unknown> {
    return operate("pow", left, this);
  }

  /** `left << this` */
  $rlshift(left: PyInput): PyCall<unknown> {
    return operate("lshift", left, this);
  }

  /** `left >> this` */
  $rrshift(left: PyInput): PyCall<unknown> {
    return operate("rshift", left, this);
  }

  /** `left & this` */
  $rand(left: PyInput): PyCall<unknown> {
    return operate("and_", left, this);
  }

  /** `left | this` */
  $ror(left: PyInput): PyCall<unknown> {
    return operate("or_", left, this);
  }

  /** `left ^ this` */
  $rxor(left: PyInput): PyCall<unknown> {
    return operate("xor", left, this);
  }

  /** `this += right` */
  $iadd(right: PyInput): PyCall<PyObject> {
    return assign("iadd", this, right);
  }

  /** `this -= right` */
  $isub(right: PyInput): PyCall<PyObject> {
    return assign("isub", this, right);
  }

  /** `this *= right` */
  $imul(right: PyInput): PyCall<PyObject> {
    return assign("imul", this, right);
  }

  /** `this @= right` */
  $imatmul(right: PyInput): PyCall<PyObject> {
    return assign("imatmul", this, right);
  }

  /** `this /= right` */
  $itruediv(right: PyInput): PyCall<PyObject> {
    return assign("itruediv", this, right);
  }

  /** `this //= right` */
  $ifloordiv(right: PyInput): PyCall<PyObject> {
    return assign("ifloordiv", this, right);
  }

  /** `this %= right` */
  $imod(right: PyInput): PyCall<PyObject> {
    return assign("imod", this, right);
  }

  /** `this **= right` */
  $ipow(right: PyInput): PyCall<PyObject> {
    return assign("ipow", this, right);
  }

  /** `this <<= right` */
  $ilshift(right: PyInput): PyCall<PyObject> {
    return assign("ilshift", this, right);
  }

  /** `this >>= right` */
  $irshift(right: PyInput): PyCall<PyObject> {
    return assign("irshift", this, right);
  }

  /** `this &= right` */
  $iand(right: PyInput): PyCall<PyObject> {
    return assign("iand", this, right);
  }

  /** `this |= right` */
  $ior(right: PyInput): PyCall<PyObject> {
    return assign("ior", this, right);
  }

  /** `this ^= right` */
  $ixor(right: PyInput): PyCall<PyObject> {
    return assign("ixor", this, right);
  }

  /** `this == right` */
  $eq(right: PyInput): PyCall<unknown> {
    return operate("eq", this, right);
  }

  /** `this != right` */
  $ne(right: PyInput): PyCall<unknown> {
    return operate("ne", this, right);
  }

  /** `this < right` */
  $lt(right: PyInput): PyCall<unknown> {
    return operate("lt", this, right);
  }

  /** `this <= right` */
  $le(right: PyInput): PyCall<unknown> {
    return operate("le", this, right);
  }

  /** `this > right` */
  $gt(right: PyInput): PyCall<unknown> {
    return operate("gt", this, right);
  }

  /** `this >= right` */
  $ge(right: PyInput): PyCall<unknown> {
    return operate("ge", this, right);
  }

  /** `-this` */
  $neg(): PyCall<unknown> {
    return operate("neg", this);
  }

  /** `+this` */
  $pos(): PyCall<unknown> {
    return operate("pos", this);
  }

  /** `~this` */
  $invert(): PyCall<unknown> {
    return operate("invert", this);
  }

  /** `abs(this)` */
  $abs(): PyCall<unknown> {
    return operate("abs", this);
  }
}

function operate(name: string, ...operands: PyInput[]): PyCall<unknown> {
  return callFunction(`operator:${name}`, operands);
}

/** The result takes the place of what was changed, so it stays in Python as that did. */
function assign(name: string, ...operands: PyInput[]): PyCall<PyObject> {
  return callFunction(`operator:${name}`, operands, Flag.byReference);
}
