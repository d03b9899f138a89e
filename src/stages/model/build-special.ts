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
  /** Its result takes the place of the object, and stays in Python as that did. */
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
/** Their first argument is what they give. */
const iterables: ReadonlySet<string> = new Set(
  "AsyncGenerator AsyncIterable AsyncIterator Collection Generator Iterable Iterator Sequence"
    .split(" ")
    .map((name) => `collections.abc:${name}`),
);

type Methods = ReadonlyMap<string, SignatureFacts>;

/** Types the `$` members of a class by its special methods, as far as these say what they give. */
export function buildSpecial({ special = [], bases }: ClassFacts, types: TypeContext): SpecialModel {
  const methods = new Map(special.flatMap(methodEntry));
  return {
    operators: [...methods]
      .flatMap(([name, signature]) => buildOperator(name, signature, types) ?? [])
      .sort((left, right) => byCodePoint(left.tsName, right.tsName)),
    items: known(itemFacts(methods), types),
    entered: known(methods.get("enter")?.returns ?? awaited(methods.get("aenter")?.returns), types),
    isTuple: bases.includes("builtins:tuple"),
  };
}

function entry(name: string, operands: 0 | 1, isInPlace = false): [string, Operator] {
  return [name, { tsName: `$${name}`, operands, isInPlace }];
}

/** `__add__` is `add`. */
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
  return isKnown ? { tsName: operator.tsName, call: operator.isInPlace ? inPlace(call) : call } : undefined;
}

/** What stays in Python is an object of its class, be it one of values. */
function inPlace(call: CallModel): CallModel {
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

/** What comes of waiting: of an `async def` it is the result already. */
function awaited(facts: TypeFacts | undefined): TypeFacts | undefined {
  if (facts?.kind !== "name") return facts;
  if (facts.name === "collections.abc:Awaitable") return facts.args?.[0];
  return facts.name === "collections.abc:Coroutine" ? facts.args?.[2] : facts;
}

/** The type of what comes, where it says more than that it comes. */
function known(facts: TypeFacts | undefined, types: TypeContext): TsType | undefined {
  const { type, source } = attributeType(facts ? { type: facts } : {}, types);
  return source === undefined || sameType(type, runtime("PyObject")) ? undefined : type;
}
