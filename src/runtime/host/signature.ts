/** A function of this program, with any parameters. */
export type AnyFunction = (...args: never[]) => unknown;

const signatures = new WeakMap<object, string>();

/**
 * Gives a function a Python signature: `signature("(self, x, y=None, *, copy=True)", (self, x, y, { copy }) => …)`.
 *
 * `inspect.signature` returns it. Python binds positional and keyword arguments to its parameters and fills in defaults.
 * Keyword-only parameters and `**rest` arrive together in a last argument, an object.
 *
 * Throws a `TypeError` when `text` does not begin with parentheses.
 *
 * @param text the text after `def name` in Python, including annotations and `-> type`
 */
export function signature<F extends AnyFunction>(text: string, run: F): F {
  if (!/^\(.*\)/s.test(text))
    throw new TypeError(
      `a signature begins with its parameters, "(x, y=1)"; this is ${JSON.stringify(text)}`,
    );
  signatures.set(run, text);
  return run;
}

/** @internal Returns the signature that a function was given. */
export function signatureOf(run: object): string | undefined {
  return signatures.get(run);
}
