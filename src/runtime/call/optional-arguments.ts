/** Arguments whose optional ones still have to be told apart; what generated code hands over. */
export class OptionalArguments {
  readonly lead: readonly unknown[];
  readonly rest: readonly unknown[];
  /** Python's names of the places from `first` on, with spaces between them; a text costs nothing until it is needed. */
  readonly names: string | undefined;
  readonly first: number;

  constructor(lead: readonly unknown[], rest: readonly unknown[], names: string | undefined, first: number) {
    this.lead = lead;
    this.rest = rest;
    this.names = names;
    this.first = first;
  }
}

/**
 * In Python a place cannot be left empty: from the first `undefined` on, arguments go by keyword.
 *
 * @returns the keywords, with those that were cut off `args`
 */
export function nameAfterGap(
  symbol: string,
  args: unknown[],
  kwargs: Readonly<Record<string, unknown>> | undefined,
  names: string,
  first: number,
): Readonly<Record<string, unknown>> | undefined {
  const gap = args.indexOf(undefined, first);
  const parameters = names.split(" ");
  // With more arguments than places, Python has to say so.
  if (gap < 0 || args.length - first > parameters.length) return kwargs;
  const named = Object.assign(Object.create(null) as Record<string, unknown>, kwargs);
  for (const [index, value] of args.splice(gap).entries()) {
    const name = parameters[gap - first + index]!;
    if (value === undefined) continue;
    if (named[name] !== undefined)
      throw new TypeError(`${symbol} was given ${name} twice: by position and by keyword`);
    named[name] = value;
  }
  return named;
}
