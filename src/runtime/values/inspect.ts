type Print = (value: unknown, options: object) => string;

/** `util.inspect.custom`, without an import from Node. */
const custom = Symbol.for("nodejs.util.inspect.custom");

/**
 * Defines how `util.inspect`, and therefore `console.log`, prints the values of a class.
 *
 * @param print returns the text; its parameter `nested` prints a value inside
 */
export function inspectAs<T extends object>(
  type: { readonly prototype: T },
  print: (value: T, nested: (value: unknown, options?: object) => string) => string,
): void {
  Object.defineProperty(type.prototype, custom, {
    configurable: true,
    value(this: T, _depth: number, options: object, inspect: Print): string {
      return print(this, (value, more) => inspect(value, { ...options, ...more }));
    },
  });
}
