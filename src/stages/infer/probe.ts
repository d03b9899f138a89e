import type { LineMessage } from "./language-server.ts";
import type { Place } from "./questions.ts";

/** An expression whose type is revealed, and the class names to print with their modules. */
export interface Reveal {
  readonly place: Place;
  /** Whether to reveal the call operator of an object that is not a function. */
  readonly call?: boolean;
  readonly names?: readonly string[];
}

/** A Python text that reveals types, one on each line. It is never run or written to disk. */
export interface Probe {
  readonly text: string;
  /** The line of each reveal, from 0. */
  readonly lines: readonly number[];
}

/** A prefix that no library uses. */
const prefix = "_snakebridge_";

/**
 * Writes a probe. The checker prints a name with its module if two classes of that name are in one type. Therefore the
 * probe declares a class for each name to qualify.
 */
export function writeProbe(reveals: readonly Reveal[]): Probe {
  const modules = [...new Set(reveals.map(({ place }) => place.module))];
  const names = [...new Set(reveals.flatMap((each) => each.names ?? []))];
  const text = [
    ...modules.map((module, index) => `import ${module} as ${prefix}${index}`),
    ...names.map((name) => `class ${name}: ...`),
  ];
  const lines = reveals.map(({ place, call, names: qualified = [] }) => {
    const path = [`${prefix}${modules.indexOf(place.module)}`, ...place.path];
    const owner = path.slice(0, -1).join(".");
    if (place.onInstance) text.push(`def ${prefix}on(${prefix}it: ${owner}):`);
    const expression = place.onInstance ? `${prefix}it.${path.at(-1)}` : path.join(".");
    const target = call ? `${expression}.__call__` : expression;
    const namesakes = qualified.map((name) => `${name}(), `).join("");
    const revealed = qualified.length === 0 ? target : `(${target}, ${namesakes})`;
    text.push(`${place.onInstance ? " " : ""}reveal_type(${revealed})`);
    return text.length - 1;
  });
  return { text: `${text.join("\n")}\n`, lines };
}

/** Returns the printed type of each reveal; `undefined` if the checker printed none. */
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
