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

/** More members than these nobody reads; literals count as one. */
const readable = 6;
const readableLiterals = 24;

const anyArray = array(anyInput, true);

/** A union of many members is anything that may be passed: that is never too narrow. */
export function shortWide(type: TsType): TsType {
  const short = withFewLiterals(type);
  if (size(short) <= readable) return short;
  const common = union(membersOf(short).map((each) => (each.kind === "tuple" ? anyArray : each)));
  return size(common) > readable ? anyInput : common;
}

/** A union of many members is said by what its members have in common: an array, an object in Python; or it is unknown. */
export function shortNarrow(type: TsType): TsType {
  const short = withFewLiterals(type);
  if (size(short) <= readable) return short;
  const common = union(membersOf(short).map(general));
  return size(common) > readable ? unknownType : common;
}

function general(type: TsType): TsType {
  if (type.kind === "class" || sameType(type, runtime("PyObject"))) return runtime("PyObject");
  return type.kind === "runtime" ? { ...type, args: [] } : type;
}

function withFewLiterals(type: TsType): TsType {
  const literals = membersOf(type).filter(({ kind }) => kind === "literal");
  if (literals.length <= readableLiterals) return type;
  return union(
    membersOf(type).map((each) =>
      each.kind === "literal" ? { kind: "keyword", name: typeof each.value as "string" } : each,
    ),
  );
}

function size(type: TsType): number {
  const members = membersOf(type);
  // An integer is two types here.
  const others = members.filter(
    (each) =>
      each.kind !== "literal" &&
      !sameType(each, reference) &&
      !(each.kind === "keyword" && each.name === "bigint"),
  );
  return others.length + (others.length < members.length ? 1 : 0);
}
