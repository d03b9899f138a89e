/**
 * Names stay as in Python. A reserved name gets the suffix `_`, and so does a reserved name that already has trailing
 * underscores (`delete` → `delete_`, `delete_` → `delete__`). So names never collide, and the name of a symbol does
 * not depend on the other generated symbols.
 */

/** The position of a name: a module export, an instance member, a static member, or a parameter. */
export type NameScope = "module" | "member" | "static" | "parameter";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Names that no declaration in a module may have (strict mode, with `await`). */
const reservedWords = words(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
   finally for function if implements import in instanceof interface let new null package private protected public
   return static super switch this throw true try typeof undefined var void while with yield globalThis`,
);

const reserved: Readonly<Record<NameScope, ReadonlySet<string>>> = {
  // `import()` would treat a module with an export `then` as a promise.
  module: new Set([...reservedWords, "then", "__proto__"]),
  parameter: reservedWords,
  // Names with a meaning for JavaScript or for a `PyCall`.
  member: words(
    `constructor prototype __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ hasOwnProperty
     isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf toJSON then catch finally with ref value`,
  ),
  static: words(
    `new name length prototype arguments caller constructor __proto__ then toString toLocaleString toJSON valueOf
     hasOwnProperty isPrototypeOf propertyIsEnumerable apply bind call`,
  ),
};

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const notInIdentifier = /[^\p{ID_Continue}_]/gu;

/** Whether `text` is a JavaScript identifier, reserved or not. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

/** Returns the TypeScript name of a Python name. A nested class `Outer.Inner` becomes `Outer$Inner`. */
export function toTsName(pythonName: string, scope: NameScope): string {
  if (pythonName.includes(".")) return pythonName.split(".").map(encode).join("$");
  return reserved[scope].has(withoutUnderscores(pythonName)) ? `${pythonName}_` : encode(pythonName);
}

/** Returns the Python name of a TypeScript name. */
export function toPythonName(tsName: string, scope: NameScope = "module"): string {
  const base = withoutUnderscores(tsName);
  if (!reserved[scope].has(base)) return decode(tsName);
  // Users write `np.delete` first. It cannot be generated under that name, but it resolves by it.
  return tsName === base ? tsName : tsName.slice(0, -1);
}

/** Encodes characters that Python allows but JavaScript does not: `$`, the hexadecimal code point, `$`. */
function encode(name: string): string {
  const encoded = name.replace(notInIdentifier, (character) => `$${character.codePointAt(0)!.toString(16)}$`);
  return isIdentifier(encoded) ? encoded : `$$${encoded}`;
}

function decode(name: string): string {
  return name
    .replace(/^\$\$/, "")
    .replace(/\$([0-9a-f]{1,6})\$/g, (match, digits: string) => {
      const point = Number.parseInt(digits, 16);
      const character = point <= 0x10ffff ? String.fromCodePoint(point) : "";
      return /^[^\p{ID_Continue}_]$/u.test(character) ? character : match;
    })
    .replace(/(?<=[^$])\$(?=[^$])/g, ".");
}

/** Strips trailing underscores, but keeps those of reserved dunder names such as `__proto__`. */
function withoutUnderscores(name: string): string {
  const base = name.replace(/_+$/, "");
  return name.startsWith("__") &&
    base.length > 2 &&
    dunders.has(`${base}__`) &&
    name.length >= base.length + 2
    ? `${base}__`
    : base;
}

const dunders = words("__proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__");
