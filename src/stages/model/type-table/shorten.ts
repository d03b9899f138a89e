import {
  anyInput,
  array,
  membersOf,
  reference,
  runtime,
  sameType,
  type TsType,
  union,
  unknownType,
} from "../ts-type.ts";

/** The maximum of members in a readable union; literals count as one. */
const maxMembers = 6;
const maxLiterals = 24;

const anyArray = array(anyInput, true);

/** Replaces a long input union with a common array type or any input, which is never too narrow. */
export function shortenInput(type: TsType): TsType {
  const short = withFewLiterals(type);
  if (size(short) <= maxMembers) return short;
  const common = union(membersOf(short).map((each) => (each.kind === "tuple" ? anyArray : each)));
  return size(common) > maxMembers ? anyInput : common;
}

/**
 * Replaces a long result union with what its members have in common: an array, an object in Python; otherwise
 * `unknown`.
 */
export function shortenResult(type: TsType): TsType {
  const short = withFewLiterals(type);
  if (size(short) <= maxMembers) return short;
  const common = union(membersOf(short).map(general));
  return size(common) > maxMembers ? unknownType : common;
}

function general(type: TsType): TsType {
  if (type.kind === "class" || sameType(type, runtime("PyObject"))) return runtime("PyObject");
  return type.kind === "runtime" ? { ...type, args: [] } : type;
}

function withFewLiterals(type: TsType): TsType {
  const literals = membersOf(type).filter(({ kind }) => kind === "literal");
  if (literals.length <= maxLiterals) return type;
  return union(
    membersOf(type).map((each) =>
      each.kind === "literal" ? { kind: "keyword", name: typeof each.value as "string" } : each,
    ),
  );
}

function size(type: TsType): number {
  const members = membersOf(type);
  // An integer is two types: `number` and `bigint`.
  const others = members.filter(
    (each) =>
      each.kind !== "literal" &&
      !sameType(each, reference) &&
      !(each.kind === "keyword" && each.name === "bigint"),
  );
  return others.length + (others.length < members.length ? 1 : 0);
}
