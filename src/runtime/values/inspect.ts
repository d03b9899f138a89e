/** `util.inspect.custom`, spelled without importing anything of Node. */
export const inspect: unique symbol = Symbol.for("nodejs.util.inspect.custom");
