/** A function of this program; what its parameters are is its own business. */
export type AnyFunction = (...args: never[]) => unknown;

const signatures = new WeakMap<object, string>();

/**
 * Gives a function a Python signature: `signature("(self, x, y=None, *, copy=True)", (self, x, y, { copy }) => …)`. Python finds it
 * where it looks for one, binds what it passes by position or by keyword, and fills in what it leaves out. What can be
 * passed by keyword only, and `**rest`, come together as a last object.
 *
 * @param text as after `def name` in Python, annotations and `-> type` included
 */
export function signature<F extends AnyFunction>(text: string, run: F): F {
  if (!/^\(.*\)/s.test(text))
    throw new TypeError(`a signature begins as in Python, "(x, y=1)"; this is ${JSON.stringify(text)}`);
  signatures.set(run, text);
  return run;
}

/** @internal The signature that a function was given. */
export function signatureOf(run: object): string | undefined {
  return signatures.get(run);
}
