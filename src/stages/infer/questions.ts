import type { Answer, MemberFacts, SignatureFacts } from "../../facts/facts.ts";

/** A symbol or member whose type nobody has written down. */
export interface Question {
  /** `"module:name"` or `"module:name.member"`; no two questions have the same. */
  readonly key: string;
  /** Where it can be found, the likeliest first: a module, and the names inside it. */
  readonly places: readonly Place[];
  /** The result of calling it, or its own type. */
  readonly of: "result" | "value";
}

export interface Place {
  readonly module: string;
  readonly path: readonly string[];
  /** Read from an instance of the class that is the path without its end. */
  readonly onInstance: boolean;
}

const path = /^[\p{XID_Start}_][\p{XID_Continue}.]*:[\p{XID_Start}_][\p{XID_Continue}.]*$/u;

/**
 * What is left to ask a checker after Python has answered: results of calls and attributes without a type. What programs
 * import themselves comes before the members of classes, should there be too little time for all.
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
  // A library can call itself anything, and this becomes text of a program.
  const homes = [facts.access ?? key, facts.canonical].flatMap((each) =>
    each !== undefined && path.test(each) ? [each] : [],
  );
  const placesOf = (inside: readonly string[], onInstance: boolean): readonly Place[] =>
    [...new Set(homes)].map((home) => {
      const [at = "", names = ""] = home.split(":");
      return { module: at, path: [...names.split("."), ...inside], onInstance };
    });
  const own: Question[] =
    facts.kind === "function" && isOpen(facts.signature)
      ? [{ key, places: placesOf([], false), of: "result" }]
      : [];
  const members = facts.kind === "class" ? facts.members : "members" in facts ? (facts.members ?? []) : [];
  const ofMembers = members.filter(isOpenMember).map((member): Question => {
    const onInstance = facts.kind === "class" && /^(method|property|attribute)$/.test(member.kind);
    return {
      key: `${key}.${member.name}`,
      places: placesOf([member.name], onInstance),
      of: isCalled(member) ? "result" : "value",
    };
  });
  return { own, members: ofMembers };
}

/** Whether a member is called, and not read. */
export function isCalled({ kind }: MemberFacts): boolean {
  return kind === "method" || kind === "classmethod" || kind === "staticmethod";
}

function isOpenMember(member: MemberFacts): boolean {
  return isCalled(member) ? isOpen(member.signature) : member.type === undefined;
}

function isOpen(signature: SignatureFacts | undefined): boolean {
  return signature !== undefined && signature.returns === undefined;
}
