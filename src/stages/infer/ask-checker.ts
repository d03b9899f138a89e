import type { LanguageServer } from "./language-server.ts";
import { parsePrintedType } from "./parse-printed-type.ts";
import { namesIn, type PrintedType, resultsOf } from "./printed-type.ts";
import { type Reveal, readProbe, writeProbe } from "./probe.ts";
import type { Question } from "./questions.ts";

/** The type checker's answers: one type for each signature, every name with its module. */
export type PrintedAnswers = ReadonlyMap<Question, readonly PrintedType[]>;

/**
 * Asks several questions at once: first at the most likely place, then at the other places, then with qualified names
 * for the types found. The checker caches what it analyzes, so only the first round takes time.
 */
export async function askChecker(
  server: LanguageServer,
  questions: readonly Question[],
  name: string,
): Promise<PrintedAnswers> {
  const revealed = new Map<Question, { readonly reveal: Reveal; readonly types: readonly PrintedType[] }>();
  const ask = async (reveals: readonly (readonly [Question, Reveal])[], round: string): Promise<void> => {
    if (reveals.length === 0) return;
    const probe = writeProbe(reveals.map(([, reveal]) => reveal));
    const printed = readProbe(probe, await server.check(`${name}_${round}.py`, probe.text));
    reveals.forEach(([question, reveal], index) => {
      if (revealed.has(question) && reveal.names === undefined) return;
      const types = typesOf(question, reveal, printed[index]);
      if (types.length > 0) revealed.set(question, { reveal, types });
      else revealed.delete(question);
    });
  };
  await ask(
    questions.map((question) => [question, { place: question.places[0]! }]),
    "first",
  );
  await ask(
    questions
      .filter((question) => !revealed.has(question))
      .flatMap((question) => otherReveals(question).map((reveal) => [question, reveal] as const)),
    "other",
  );
  await ask(
    [...revealed].map(([question, { reveal, types }]) => [
      question,
      { ...reveal, names: [...namesIn(types)] },
    ]),
    "named",
  );
  return new Map([...revealed].map(([question, { types }]) => [question, types]));
}

function otherReveals({ places, target }: Question): Reveal[] {
  const others = places.slice(1).map((place) => ({ place }));
  // `functools.cache` and decorators that are classes create callable objects.
  return target === "result" ? [...others, ...places.map((place) => ({ place, call: true }))] : others;
}

/** Returns nothing for a type that the checker knows only in part. */
function typesOf(
  { target }: Question,
  { names }: Reveal,
  printed: string | undefined,
): readonly PrintedType[] {
  const parsed = printed === undefined ? undefined : parsePrintedType(printed);
  // With names, the revealed type is the first item of a tuple.
  const type =
    names === undefined || names.length === 0 ? parsed : parsed?.kind === "name" ? parsed.args[0] : undefined;
  if (type === undefined) return [];
  const types = target === "result" ? resultsOf(type) : [type];
  return types.some(({ kind }) => isUninformative(kind, target)) ? [] : types;
}

function isUninformative(kind: PrintedType["kind"], target: Question["target"]): boolean {
  // An attribute that the class sets to `None` is assigned in another place.
  return kind === "unknown" || kind === "never" || (kind === "none" && target === "value");
}
