import type { LineMessage } from "./language-server.ts";
import type { Place } from "./questions.ts";

/** An expression whose type is asked, and names of classes that are to print with their modules. */
export interface Reveal {
  readonly place: Place;
  /** Asked of the call operator of what is there, where that is no function itself. */
  readonly call?: boolean;
  readonly names?: readonly string[];
}

/** A Python file that reveals types, one a line. It is never run and never written. */
export interface Probe {
  readonly text: string;
  /** For each of `reveals`, the line that has it, from 0. */
  readonly lines: readonly number[];
}

/** No library has names like these. */
const prefix = "_snakebridge_";

/**
 * A file that reveals each of `reveals`. The checker prints a name with its module where two classes of that name meet in one
 * type; so every name that has to be known meets a class of this file.
 */
export function writeProbe(reveals: readonly Reveal[]): Probe {
  const modules = [...new Set(reveals.map(({ place }) => place.module))];
  const names = [...new Set(reveals.flatMap((each) => each.names ?? []))];
  const text = [
    ...modules.map((module, index) => `import ${module} as ${prefix}${index}`),
    ...names.map((name) => `class ${name}: ...`),
  ];
  const lines = reveals.map(({ place, call, names: met = [] }) => {
    const path = [`${prefix}${modules.indexOf(place.module)}`, ...place.path];
    const owner = path.slice(0, -1).join(".");
    if (place.onInstance) text.push(`def ${prefix}on(${prefix}it: ${owner}):`);
    const what = place.onInstance ? `${prefix}it.${path.at(-1)}` : path.join(".");
    const asked = call ? `${what}.__call__` : what;
    const beside = met.map((name) => `${name}(), `).join("");
    const revealed = met.length === 0 ? asked : `(${asked}, ${beside})`;
    text.push(`${place.onInstance ? " " : ""}reveal_type(${revealed})`);
    return text.length - 1;
  });
  return { text: `${text.join("\n")}\n`, lines };
}

/** For each reveal, the type as it was printed; `undefined` where nothing was. */
export function readProbe(
  { lines }: Probe,
  messages: readonly LineMessage[],
): readonly (string | undefined)[] {
  const printed = new Map(
    messages.flatMap(({ line, text }) => {
      const type = /^Type of "[^"]*" is "([\s\S]*)"$/.exec(text)?.[1];
      return type === undefined ? [] : [[line, type]];
    }),
  );
  return lines.map((line) => printed.get(line));
}
