/**
 * Names keep Python's spelling. A reserved name gets the suffix `_`, and so does every name that is a reserved one with
 * underscores after it (`delete` → `delete_`, `delete_` → `delete__`). So two names never meet, and the name of a symbol
 * never depends on which other symbols are generated.
 */

/** Where a name stands: exported by a module, a member of instances, a static of a class, or a parameter. */
export type NameScope = "module" | "member" | "static" | "parameter";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What no declaration may be called in a module (strict mode, with `await`). */
const reservedWords = words(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
   finally for function if implements import in instanceof interface let new null package private protected public
   return static super switch this throw true try typeof undefined var void while with yield globalThis`,
);

const reserved: Readonly<Record<NameScope, ReadonlySet<string>>> = {
  // A module with `then` would be taken for a promise by `import()`.
  module: new Set([...reservedWords, "then", "__proto__"]),
  parameter: reservedWords,
  // Names by which JavaScript, or a `PyCall`, does something with an object.
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

/** Whether `text` is an identifier of JavaScript, reserved or not. */
export function isIdentifier(text: string): boolean {
  return identifier.test(text);
}

/** The TypeScript name of a Python name; of a class in a class, `Outer.Inner`, it is `Outer$Inner`. */
export function toTsName(pythonName: string, scope: NameScope): string {
  if (pythonName.includes(".")) return pythonName.split(".").map(spell).join("$");
  return reserved[scope].has(withoutUnderscores(pythonName)) ? `${pythonName}_` : spell(pythonName);
}

/** The Python name that a TypeScript name means. */
export function toPythonName(tsName: string, scope: NameScope = "module"): string {
  const base = withoutUnderscores(tsName);
  if (!reserved[scope].has(base)) return unspell(tsName);
  // `np.delete` is what a user writes first; it cannot be generated under that name, so it is asked for by it.
  return tsName === base ? tsName : tsName.slice(0, -1);
}

/** Python allows a few characters that JavaScript does not; they are written as `$` and their number. */
function spell(name: string): string {
  const spelt = name.replace(notInIdentifier, (character) => `$${character.codePointAt(0)!.toString(16)}$`);
  return isIdentifier(spelt) ? spelt : `$$${spelt}`;
}

function unspell(name: string): string {
  return name
    .replace(/^\$\$/, "")
    .replace(/\$([0-9a-f]{1,6})\$/g, (whole, digits: string) => {
      const point = Number.parseInt(digits, 16);
      const character = point <= 0x10ffff ? String.fromCodePoint(point) : "";
      return /^[^\p{ID_Continue}_]$/u.test(character) ? character : whole;
    })
    .replace(/(?<=[^$])\$(?=[^$])/g, ".");
}

/** `__proto__` is reserved as a whole, so trailing underscores are those after the longest reserved name. */
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
