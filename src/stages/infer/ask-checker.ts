import type { LanguageServer } from "./language-server.ts";
import { parsePrintedType } from "./parse-printed-type.ts";
import { namesIn, type PrintedType, resultsOf } from "./printed-type.ts";
import { type Reveal, readProbe, writeProbe } from "./probe.ts";
import type { Question } from "./questions.ts";

/** What a checker says to a question: one type a signature, every name with its module. */
export type PrintedAnswers = ReadonlyMap<Question, readonly PrintedType[]>;

/**
 * Asks about some questions at once: where the likeliest place is, then at the other places, then with the names of
 * modules for what was told. The checker keeps what it knows, so only the first of these takes time.
 */
export async function askChecker(
  server: LanguageServer,
  questions: readonly Question[],
  name: string,
): Promise<PrintedAnswers> {
  const found = new Map<Question, { readonly reveal: Reveal; readonly types: readonly PrintedType[] }>();
  const ask = async (reveals: readonly (readonly [Question, Reveal])[], round: string): Promise<void> => {
    if (reveals.length === 0) return;
    const probe = writeProbe(reveals.map(([, reveal]) => reveal));
    const printed = readProbe(probe, await server.check(`${name}_${round}.py`, probe.text));
    reveals.forEach(([question, reveal], index) => {
      if (found.has(question) && reveal.names === undefined) return;
      const types = typesOf(question, reveal, printed[index]);
      if (types.length > 0) found.set(question, { reveal, types });
      else found.delete(question);
    });
  };
  await ask(
    questions.map((question) => [question, { place: question.places[0]! }]),
    "first",
  );
  await ask(
    questions
      .filter((question) => !found.has(question))
      .flatMap((question) => otherReveals(question).map((reveal) => [question, reveal] as const)),
    "other",
  );
  await ask(
    [...found].map(([question, { reveal, types }]) => [question, { ...reveal, names: [...namesIn(types)] }]),
    "named",
  );
  return new Map([...found].map(([question, { types }]) => [question, types]));
}

function otherReveals({ places, of }: Question): Reveal[] {
  const others = places.slice(1).map((place) => ({ place }));
  // `functools.cache` and decorators that are classes give objects that are called like functions.
  return of === "result" ? [...others, ...places.map((place) => ({ place, call: true }))] : others;
}

/** Nothing for what the checker does not wholly know. */
function typesOf({ of }: Question, { names }: Reveal, printed: string | undefined): readonly PrintedType[] {
  const whole = printed === undefined ? undefined : parsePrintedType(printed);
  // With names, what was asked is the first in a tuple.
  const type =
    names === undefined || names.length === 0 ? whole : whole?.kind === "name" ? whole.args[0] : undefined;
  if (type === undefined) return [];
  const types = of === "result" ? resultsOf(type) : [type];
  return types.some(({ kind }) => saysNothing(kind, of)) ? [] : types;
}

function saysNothing(kind: PrintedType["kind"], of: Question["of"]): boolean {
  // An attribute that the class sets to nothing is set to something elsewhere.
  return kind === "unknown" || kind === "never" || (kind === "none" && of === "value");
}
