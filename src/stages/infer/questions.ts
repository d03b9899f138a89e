import type { Answer, MemberFacts, SignatureFacts } from "../../facts/facts.ts";

/** A symbol or member without a declared type. */
export interface Question {
  /** The unique key: `"module:name"` or `"module:name.member"`. */
  readonly key: string;
  /** The places where it can be accessed, the most likely first. */
  readonly places: readonly Place[];
  /** Whether the question is about the result of a call, or about the value itself. */
  readonly target: "result" | "value";
}

export interface Place {
  readonly module: string;
  readonly path: readonly string[];
  /** Whether to read the last name of the path from an instance of the class before it. */
  readonly onInstance: boolean;
}

const path = /^[\p{XID_Start}_][\p{XID_Continue}.]*:[\p{XID_Start}_][\p{XID_Continue}.]*$/u;

/**
 * Returns the questions for the type checker: results of calls and attributes without a declared type. Symbols that
 * programs import come before the members of classes, in case the time is too short for all.
 */
export function questionsOf(answers: readonly Answer[]): readonly Question[] {
  const about = answers.map(questionsAbout);
  const questions = [...about.flatMap(({ own }) => own), ...about.flatMap(({ members }) => members)];
  return [...new Map(questions.map((each) => [each.key, each])).values()];
}

function questionsAbout(answer: Answer): { readonly own: Question[]; readonly members: Question[] } {
  if (!("found" in answer) || answer.found.name === undefined) return { own: [], members: [] };
  const { module, name, facts } = answer.found;
  const key = `${module}:${name}`;
  // These names become text of a program, and a library can choose any.
  const locations = [facts.access ?? key, facts.canonical].flatMap((each) =>
    each !== undefined && path.test(each) ? [each] : [],
  );
  const placesOf = (inside: readonly string[], onInstance: boolean): readonly Place[] =>
    [...new Set(locations)].map((location) => {
      const [at = "", names = ""] = location.split(":");
      return { module: at, path: [...names.split("."), ...inside], onInstance };
    });
  const own: Question[] =
    facts.kind === "function" && isUntyped(facts.signature)
      ? [{ key, places: placesOf([], false), target: "result" }]
      : [];
  const members = facts.kind === "class" ? facts.members : "members" in facts ? (facts.members ?? []) : [];
  const ofMembers = members.filter(isUntypedMember).map((member): Question => {
    const onInstance = facts.kind === "class" && /^(method|property|attribute)$/.test(member.kind);
    return {
      key: `${key}.${member.name}`,
      places: placesOf([member.name], onInstance),
      target: isCalled(member) ? "result" : "value",
    };
  });
  return { own, members: ofMembers };
}

/** Whether a member is called rather than read. */
export function isCalled({ kind }: MemberFacts): boolean {
  return kind === "method" || kind === "classmethod" || kind === "staticmethod";
}

function isUntypedMember(member: MemberFacts): boolean {
  return isCalled(member) ? isUntyped(member.signature) : member.type === undefined;
}

function isUntyped(signature: SignatureFacts | undefined): boolean {
  return signature !== undefined && signature.returns === undefined;
}
