type Print = (value: unknown, options: object) => string;

/** `util.inspect.custom`, spelled without importing anything of Node. */
const custom = Symbol.for("nodejs.util.inspect.custom");

/** Says how `util.inspect`, and so `console.log`, prints the values of a class. `nested` prints what is inside one. */
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
