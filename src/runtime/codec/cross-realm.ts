/**
 * Returns the key of an object from another realm (a `vm` context, a test runner) in the table of encoders: the prototype that
 * such a built-in object has here, or the tag of a Temporal object.
 */
export function crossRealmPrototype(value: object): unknown {
  const prototype = Object.getPrototypeOf(value) as object;
  if (isRoot(prototype)) return Object.prototype;
  const base = Object.getPrototypeOf(prototype) as object | null;
  if (Array.isArray(value)) return isRoot(base) ? Array.prototype : undefined;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  // A typed array has one prototype more, and its tag cannot lie.
  const isView = ArrayBuffer.isView(value) && tag !== "DataView";
  if (!isRoot(isView ? (Object.getPrototypeOf(base) as object | null) : base)) return undefined;
  return isView || builtIns.has(tag) ? prototypeOf(tag) : tag;
}

const builtIns: ReadonlySet<string> = new Set([
  "Map",
  "Set",
  "Date",
  "ArrayBuffer",
  "SharedArrayBuffer",
  "DataView",
]);

function prototypeOf(tag: string): unknown {
  return (globalThis as Record<string, { prototype?: unknown } | undefined>)[tag]?.prototype;
}

/** Some realm's `Object.prototype`. */
function isRoot(prototype: object | null): boolean {
  return (
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "hasOwnProperty")
  );
}
