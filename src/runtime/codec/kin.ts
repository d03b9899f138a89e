/**
 * What an object that is none of this realm's own built-in ones has in the table of encoders all the same: the prototype
 * here of a built-in object of another realm (a `vm` context, a test runner), or the tag of a Temporal object.
 */
export function kinOf(value: object): unknown {
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
