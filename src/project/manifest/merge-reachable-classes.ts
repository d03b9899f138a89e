import type { Answer } from "../../facts/facts.ts";
import type { Manifest } from "./manifest.ts";
import { mergeAnswers } from "./merge-answers.ts";
import { sortedRecord } from "./sorted-record.ts";

/**
 * Adds reachable classes.
 *
 * @param answers by the class's name in types
 * @param isAllowed whether a class may be generated under a key
 */
export function mergeReachableClasses(
  manifest: Manifest,
  answers: ReadonlyMap<string, Answer>,
  isAllowed: (key: string) => boolean,
): Manifest {
  const keys = new Map([...answers].map(([name, answer]) => [name, classKeyIn(answer, isAllowed)]));
  const generated = [...answers].flatMap(([name, answer]) => (keys.get(name) ? [answer] : []));
  return {
    ...mergeAnswers(manifest, generated),
    reached: sortedRecord([...Object.entries(manifest.reached ?? {}), ...keys]),
  };
}

function classKeyIn(answer: Answer, isAllowed: (key: string) => boolean): string | null {
  if (!("found" in answer) || answer.found.name === undefined || answer.found.facts.kind !== "class")
    return null;
  const key = `${answer.found.module}:${answer.found.name}`;
  return isAllowed(key) ? key : null;
}
