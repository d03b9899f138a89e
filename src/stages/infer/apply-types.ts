import type { Answer, MemberFacts, ParameterFacts, SignatureFacts, TypeFacts } from "../../facts/facts.ts";
import { isCalled } from "./questions.ts";
import { anyClass, numbers, restsOnDefault } from "./rests-on-default.ts";

/** Inferred types by the key of their question. */
export type InferredTypes = ReadonlyMap<string, TypeFacts>;

/** The answers with the types that were inferred; nothing that was known before is changed. */
export function applyTypes(answers: readonly Answer[], types: InferredTypes): readonly Answer[] {
  return types.size === 0 ? answers : answers.map((answer) => applyTo(answer, types));
}

function applyTo(answer: Answer, types: InferredTypes): Answer {
  if (!("found" in answer)) return answer;
  const { module, name, facts } = answer.found;
  const key = `${module}:${name}`;
  const typed =
    facts.kind === "function"
      ? { ...facts, signature: withResult(facts.signature, types.get(key), facts.async, []) }
      : facts;
  if (!("members" in typed) || typed.members === undefined)
    return { found: { ...answer.found, facts: typed } };
  const made = facts.kind === "class" ? facts.constructor.parameters : [];
  const members = typed.members.map((member) => withType(member, types.get(`${key}.${member.name}`), made));
  return { found: { ...answer.found, facts: { ...typed, members } } };
}

/** @param made parameters of the constructor, which an instance mostly keeps */
function withType(
  member: MemberFacts,
  type: TypeFacts | undefined,
  made: readonly ParameterFacts[],
): MemberFacts {
  if (type === undefined) return member;
  if (isCalled(member)) {
    const { signature } = member;
    return signature ? { ...member, signature: withResult(signature, type, member.async, made) } : member;
  }
  if (member.type !== undefined || restsOnDefault(type, made, anyClass)) return member;
  return { ...member, inferred: type };
}

function withResult(
  signature: SignatureFacts,
  type: TypeFacts | undefined,
  isAsync: boolean | undefined,
  made: readonly ParameterFacts[],
): SignatureFacts {
  const returns = type && (isAsync ? awaited(type) : type);
  if (returns === undefined || signature.returns !== undefined) return signature;
  if (restsOnDefault(returns, [...signature.parameters, ...made], numbers)) return signature;
  return { ...signature, inferred: returns };
}

const coroutines: ReadonlySet<string> = new Set(["builtins:coroutine", "collections.abc:Coroutine"]);

/** What a call of `async def` gives when it is awaited. */
function awaited(type: TypeFacts): TypeFacts | undefined {
  const isCoroutine = type.kind === "name" && coroutines.has(type.name);
  const result = isCoroutine ? type.args?.[2] : type;
  return result?.kind === "unknown" ? undefined : result;
}
