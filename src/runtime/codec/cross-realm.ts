/**
 * Returns an object's key in the table of encoders, if its own prototype is not in the table. A built-in object of another
 * realm (a `vm` context, a test runner) has this realm's prototype as its key. A Temporal object has its tag.
 */
export function crossRealmPrototype(value: object): unknown {
  const prototype = Object.getPrototypeOf(value) as object;
  if (isRoot(prototype)) return Object.prototype;
  const base = Object.getPrototypeOf(prototype) as object | null;
  if (Array.isArray(value)) return isRoot(base) ? Array.prototype : undefined;
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  // A typed array has one more prototype, and no program can change its tag.
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

/** Whether this is the `Object.prototype` of any realm. */
function isRoot(prototype: object | null): boolean {
  return (
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, "hasOwnProperty")
  );
}
