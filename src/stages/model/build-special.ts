import type { ClassFacts, MemberFacts, SignatureFacts, TypeFacts } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import { buildCall } from "./build-call.ts";
import type { CallModel, OperatorModel, SpecialModel } from "./model.ts";
import { attributeType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { runtime, sameType, type TsType } from "./ts-type.ts";

interface Operator {
  readonly tsName: string;
  readonly operands: 0 | 1;
  /** Whether the result replaces the object, and stays in Python like the object did. */
  readonly isInPlace: boolean;
}

const binary = "add and floordiv lshift matmul mod mul or pow rshift sub truediv xor".split(" ");
const operators: ReadonlyMap<string, Operator> = new Map([
  ["getitem", { tsName: "$item", operands: 1, isInPlace: false }],
  ...["abs", "invert", "neg", "pos"].map((name) => entry(name, 0)),
  ...["eq", "ge", "gt", "le", "lt", "ne", ...binary, ...binary.map((name) => `r${name}`)].map((name) =>
    entry(name, 1),
  ),
  ...binary.map((name) => entry(`i${name}`, 1, true)),
]);
/** Classes whose first type argument is the item type. */
const iterables: ReadonlySet<string> = new Set(
  "AsyncGenerator AsyncIterable AsyncIterator Collection Generator Iterable Iterator Sequence"
    .split(" ")
    .map((name) => `collections.abc:${name}`),
);

type Methods = ReadonlyMap<string, SignatureFacts>;

/** Types the `$` members of a class from its special methods, if these declare a result. */
export function buildSpecial({ special = [], bases }: ClassFacts, types: TypeContext): SpecialModel {
  const methods = new Map(special.flatMap(methodEntry));
  return {
    operators: [...methods]
      .flatMap(([name, signature]) => buildOperator(name, signature, types) ?? [])
      .sort((left, right) => byCodePoint(left.tsName, right.tsName)),
    items: preciseType(itemFacts(methods), types),
    entered: preciseType(methods.get("enter")?.returns ?? awaited(methods.get("aenter")?.returns), types),
    isTuple: bases.includes("builtins:tuple"),
  };
}

function entry(name: string, operands: 0 | 1, isInPlace = false): [string, Operator] {
  return [name, { tsName: `$${name}`, operands, isInPlace }];
}

/** The entry of a special method under its bare name: `__add__` becomes `add`. */
function methodEntry({ name, signature }: MemberFacts): [string, SignatureFacts][] {
  return signature ? [[name.slice(2, -2), signature]] : [];
}

function buildOperator(
  name: string,
  signature: SignatureFacts,
  types: TypeContext,
): OperatorModel | undefined {
  if (name === "call") return { tsName: "$call", call: buildCall(signature, types) };
  const operator = operators.get(name);
  if (operator === undefined || signature.parameters.length < operator.operands) return undefined;
  const parameters = signature.parameters
    .slice(0, operator.operands)
    .map((each) => ({ ...each, kind: "positional-only" as const, required: true }));
  const call = buildCall({ ...signature, parameters }, types);
  const isKnown = operator.isInPlace
    ? call.returns.type.kind === "class"
    : call.returns.source !== undefined || call.overloads.length > 0;
  return isKnown
    ? { tsName: operator.tsName, call: operator.isInPlace ? asReference(call) : call }
    : undefined;
}

/** An in-place result is an instance of its class, even if that class otherwise crosses by value. */
function asReference(call: CallModel): CallModel {
  const { type } = call.returns;
  return type.kind === "class"
    ? { ...call, returns: { ...call.returns, type: { kind: "class", key: type.key } } }
    : call;
}

function itemFacts(methods: Methods): TypeFacts | undefined {
  const iterator = methods.get("iter")?.returns ?? methods.get("aiter")?.returns;
  if (iterator?.kind !== "name") return undefined;
  if (iterables.has(iterator.name)) return iterator.args?.[0];
  const isItself = iterator.name === "typing:Self";
  return isItself ? (methods.get("next")?.returns ?? awaited(methods.get("anext")?.returns)) : undefined;
}

/** Returns the awaited type. For an `async def` the facts are already those of the result. */
function awaited(facts: TypeFacts | undefined): TypeFacts | undefined {
  if (facts?.kind !== "name") return facts;
  if (facts.name === "collections.abc:Awaitable") return facts.args?.[0];
  return facts.name === "collections.abc:Coroutine" ? facts.args?.[2] : facts;
}

/** Returns the type if it is more precise than an object. */
function preciseType(facts: TypeFacts | undefined, types: TypeContext): TsType | undefined {
  const { type, source } = attributeType(facts ? { type: facts } : {}, types);
  return source === undefined || sameType(type, runtime("PyObject")) ? undefined : type;
}
