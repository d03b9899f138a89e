import type { Answer, MemberFacts, ParameterFacts, SignatureFacts, TypeFacts } from "../../facts/facts.ts";
import { anyClass, isInferredFromDefault, numbers } from "./inferred-from-default.ts";
import { isCalled } from "./questions.ts";

/** Inferred types by the key of their question. */
export type InferredTypes = ReadonlyMap<string, TypeFacts>;

/** Adds inferred types to the answers. Known types are unchanged. */
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
  const constructorParameters = facts.kind === "class" ? facts.constructor.parameters : [];
  const members = typed.members.map((member) =>
    withType(member, types.get(`${key}.${member.name}`), constructorParameters),
  );
  return { found: { ...answer.found, facts: { ...typed, members } } };
}

/** @param constructorParameters whose values an instance mostly keeps */
function withType(
  member: MemberFacts,
  type: TypeFacts | undefined,
  constructorParameters: readonly ParameterFacts[],
): MemberFacts {
  if (type === undefined) return member;
  if (isCalled(member)) {
    const { signature } = member;
    return signature
      ? { ...member, signature: withResult(signature, type, member.async, constructorParameters) }
      : member;
  }
  if (member.type !== undefined || isInferredFromDefault(type, constructorParameters, anyClass))
    return member;
  return { ...member, inferred: type };
}

function withResult(
  signature: SignatureFacts,
  type: TypeFacts | undefined,
  isAsync: boolean | undefined,
  constructorParameters: readonly ParameterFacts[],
): SignatureFacts {
  const returns = type && (isAsync ? awaited(type) : type);
  if (returns === undefined || signature.returns !== undefined) return signature;
  if (isInferredFromDefault(returns, [...signature.parameters, ...constructorParameters], numbers))
    return signature;
  return { ...signature, inferred: returns };
}

const coroutines: ReadonlySet<string> = new Set(["builtins:coroutine", "collections.abc:Coroutine"]);

/** Returns the awaited result of an `async def` call. */
function awaited(type: TypeFacts): TypeFacts | undefined {
  const isCoroutine = type.kind === "name" && coroutines.has(type.name);
  const result = isCoroutine ? type.args?.[2] : type;
  return result?.kind === "unknown" ? undefined : result;
}
