/** Arguments as generated code passes them: the optional ones are not yet split into positional and keyword arguments. */
export class OptionalArguments {
  readonly lead: readonly unknown[];
  readonly rest: readonly unknown[];
  /** Python's parameter names from position `first` on, separated by spaces. Splitting the text is deferred until needed. */
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
 * Python cannot skip a positional argument. From the first `undefined` on, arguments are passed by keyword instead.
 *
 * @returns the keyword arguments, including those that were removed from `args`
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
  // With more arguments than parameters, Python reports the error.
  if (gap < 0 || args.length - first > parameters.length) return kwargs;
  const named = Object.assign(Object.create(null) as Record<string, unknown>, kwargs);
  for (const [index, value] of args.splice(gap).entries()) {
    const name = parameters[gap - first + index]!;
    if (value === undefined) continue;
    if (named[name] !== undefined)
      throw new TypeError(
        `${symbol} got multiple values for ${name}: by position and by keyword. Pass it once.`,
      );
    named[name] = value;
  }
  return named;
}
