import type { Answer, MemberFacts, SignatureFacts } from "../introspect/facts.ts";

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

/** What is left to ask a checker after Python has answered: results of calls and attributes without a type. */
export function questionsOf(answers: readonly Answer[]): readonly Question[] {
  const questions = answers.flatMap(questionsAbout);
  return [...new Map(questions.map((each) => [each.key, each])).values()];
}

function questionsAbout(answer: Answer): readonly Question[] {
  if (!("found" in answer) || answer.found.name === undefined) return [];
  const { module, name, facts } = answer.found;
  const key = `${module}:${name}`;
  const homes = [facts.access ?? key, facts.canonical].flatMap((each) => each ?? []);
  const placesOf = (path: readonly string[], onInstance: boolean): readonly Place[] =>
    [...new Set(homes)].map((home) => {
      const [at = "", names = ""] = home.split(":");
      return { module: at, path: [...names.split("."), ...path], onInstance };
    });
  const own: Question[] =
    facts.kind === "function" && isOpen(facts.signature)
      ? [{ key, places: placesOf([], false), of: "result" }]
      : [];
  const members = facts.kind === "class" ? facts.members : "members" in facts ? (facts.members ?? []) : [];
  return [
    ...own,
    ...members.filter(isOpenMember).map((member): Question => {
      const onInstance = facts.kind === "class" && /^(method|property|attribute)$/.test(member.kind);
      return {
        key: `${key}.${member.name}`,
        places: placesOf([member.name], onInstance),
        of: isCalled(member) ? "result" : "value",
      };
    }),
  ];
}

/** Whether a member is called, and not read. */
export function isCalled({ kind }: MemberFacts): boolean {
  return kind === "method" || kind === "classmethod" || kind === "staticmethod";
}

function isOpenMember(member: MemberFacts): boolean {
  if (isCalled(member)) return member.signature === undefined || isOpen(member.signature);
  return member.type === undefined;
}

function isOpen({ returns }: SignatureFacts): boolean {
  return returns === undefined;
}
