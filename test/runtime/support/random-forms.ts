import { bitsOf, type Form, hexOf, sorted } from "./value-forms.ts";

/** Numbers below 1 that are the same for the same seed, on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes values of the whole table, their limits more often than chance would. */
export function randomForms(random: () => number): (depth?: number) => Form {
  const below = (limit: number): number => Math.floor(random() * limit);
  const between = (least: number, most: number): number => least + below(most - least + 1);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const list = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);
  const hex = (bytes: number): string =>
    Array.from({ length: bytes }, () => below(256).toString(16).padStart(2, "0")).join("");

  function bigint(): bigint {
    if (below(3) === 0) {
      const limit = 2n ** BigInt(pick([7, 8, 15, 16, 31, 32, 53, 63, 64, 71, 72, 127, 1000]));
      return pick([limit, -limit, limit - 1n, -limit - 1n, limit + 1n, 1n - limit]);
    }
    const size = BigInt(`0x${hex(between(1, pick([1, 4, 8, 40])))}`);
    return below(2) === 0 ? size : -size;
  }

  function double(): number {
    const kind = below(4);
    if (kind === 0)
      return pick([
        0,
        -0,
        0.1,
        2,
        5e-324,
        -5e-324,
        2 ** 53,
        2 ** 63,
        1e308,
        Number.MAX_VALUE,
        Number.POSITIVE_INFINITY,
        Number.NEGATIVE_INFINITY,
        Number.NaN,
      ]);
    if (kind === 1) return between(-1000, 1000) / pick([1, 2, 10, 1000]);
    return Buffer.from(hex(8), "hex").readDoubleBE();
  }

  function points(): number[] {
    const made: number[] = [];
    for (const point of list(pick([3, 12, 50]), onePoint)) {
      // A high and a low surrogate in a row have no equal in JavaScript.
      const pairs =
        point >= 0xdc00 && point < 0xe000 && (made.at(-1) ?? 0) >= 0xd800 && made.at(-1)! < 0xdc00;
      if (!pairs) made.push(point);
    }
    return made;
  }

  function onePoint(): number {
    return pick([
      () => between(0x20, 0x7e),
      () => between(0x20, 0x7e),
      () => below(0x110000),
      () => between(0xd800, 0xdfff),
      () => pick([0, 0x7f, 0x80, 0x7ff, 0x800, 0x2028, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x10ffff]),
    ])();
  }

  const clock = (): unknown[] => [
    below(24),
    below(60),
    below(60),
    pick([0, 1, 999_999, below(1e6)]),
    below(2),
  ];
  const day = (): unknown[] => [pick([1, 1970, 9999, between(1, 9999)]), between(1, 12), between(1, 28)];
  const zone = (): unknown =>
    pick([null, 0, 3600, -18_000, 86_399, -86_399, "Europe/Berlin", "UTC", between(-50_000, 50_000)]);

  function decimal(): Form {
    const sign = below(2);
    const digits = String(BigInt(`0x${hex(between(1, 20))}`) % 10n ** BigInt(between(1, 40)));
    const kind = below(12);
    if (kind === 0) return ["decimal", sign, "0", "F"];
    if (kind === 1) return ["decimal", sign, pick(["", "123"]), pick(["n", "N"])];
    return ["decimal", sign, pick(["0", digits]), pick([0, -2, 5, -30, 400, between(-50, 50)])];
  }

  function fraction(): Form {
    const denominator = BigInt(between(1, 1e9));
    let [a, b] = [bigint(), denominator];
    const numerator = a;
    while (b !== 0n) [a, b] = [b, a % b];
    const divisor = a < 0n ? -a : a;
    return ["fraction", hexOf(numerator / divisor), hexOf(denominator / divisor)];
  }

  const dtypes = [
    "<f8",
    "<f4",
    "<f2",
    ">f8",
    ">f4",
    "<i8",
    ">i8",
    "<i4",
    ">i2",
    "|i1",
    "|u1",
    "<u2",
    "<u4",
    "<u8",
    "<c8",
    "<c16",
    ">c16",
    "<M8[ns]",
    "<M8[D]",
    ">M8[us]",
    "<m8[s]",
    "<M8[25s]",
    "|S3",
    "|b1",
    "<U2",
    ">U1",
  ];

  function elements(dtype: string, count: number): string {
    const itemBytes = Number(/\d+/.exec(dtype)![0]);
    if (dtype === "|b1") return Array.from({ length: count }, () => pick(["00", "01"])).join("");
    if (dtype[1] !== "U") return hex(itemBytes * count);
    const units = Array.from({ length: count * itemBytes }, () => between(0x21, 0x7e).toString(16));
    return units.map((unit) => (dtype[0] === "<" ? `${unit}000000` : `000000${unit}`)).join("");
  }

  function array(): Form {
    const dtype = pick(dtypes);
    const shape = pick([
      () => [],
      () => [below(5)],
      () => [below(4), between(1, 3)],
      () => [2, 0, 3],
      () => [1, 2, 2],
    ])();
    return [
      "ndarray",
      dtype,
      shape,
      elements(
        dtype,
        shape.reduce((product, size) => product * size, 1),
      ),
    ];
  }

  function scalar(): Form {
    const dtype = pick([
      "<f4",
      "<f2",
      "|i1",
      "<i4",
      "<u8",
      "|u1",
      "<c8",
      "<c16",
      "<M8[ns]",
      "<M8[D]",
      "<m8[us]",
      "<U2",
      "|S2",
    ]);
    return ["scalar", dtype, dtype === "|S2" ? "6162" : elements(dtype, 1)];
  }

  const text = (): Form => ["str", points()];
  const integer = (): Form => ["int", hexOf(bigint())];

  /** None of them equal to another one unless its form is, here and in Python. */
  const keys: (() => Form)[] = [
    text,
    text,
    integer,
    () => ["float", bitsOf(between(-99, 99) + 0.5)],
    () => ["bytes", hex(below(4))],
    () => ["none"],
    () => ["tuple", list(2, () => pick([text, integer])())],
    () => ["frozenset", sorted(distinct(list(2, integer)))],
    () => ["date", ...day()],
  ];

  const leaves: (() => Form)[] = [
    ...[text, text, integer, integer, array, scalar, decimal, fraction],
    () => ["none"],
    () => ["bool", below(2) === 0],
    () => ["float", bitsOf(double())],
    () => ["float", bitsOf(double())],
    () => ["bytes", hex(below(40))],
    () => ["bytearray", hex(below(20))],
    () => ["complex", bitsOf(double()), bitsOf(double())],
    () => ["date", ...day()],
    () => ["time", ...clock(), zone()],
    () => ["datetime", ...day(), ...clock(), zone()],
    () => ["timedelta", pick([-999_999_999, 999_999_999, between(-1000, 1000)]), below(86_400), below(1e6)],
    () => ["uuid", hex(16)],
    () => ["path", Array.from(pick(["a/b", "/", ".", "/tmp/é", "c d"]), (letter) => letter.codePointAt(0))],
    () => ["range", ...[bigint(), bigint(), pick([1n, -1n, 3n, bigint() | 1n])].map(hexOf)],
    () => ["slice", ...[0, 0, 0].map(() => pick<() => Form>([integer, () => ["none"]])())],
    () => pick<Form>([["ellipsis"], ["notimplemented"]]),
  ];

  function dict(depth: number): Form {
    const made = distinct(list(5, below(3) === 0 ? pick(keys) : textKey));
    return ["dict", made.map((key) => [key, value(depth - 1)])];
  }

  const textKey = (): Form => {
    const name = pick(["__proto__", "constructor", "", "0", "1", "10", "-1", "01", "4294967295", "a", "b"]);
    return below(2) === 0 ? text() : ["str", Array.from(name, (letter) => letter.codePointAt(0))];
  };

  function value(depth = 4): Form {
    if (depth === 0 || below(5) > 1) return pick(leaves)();
    const items = (): Form[] => list(4, () => value(depth - 1));
    return pick<() => Form>([
      () => ["list", items()],
      () => ["tuple", items()],
      () => dict(depth),
      () => [pick(["set", "frozenset"]), sorted(distinct(list(4, pick(keys))))],
    ])();
  }

  return value;
}

function distinct(forms: readonly Form[]): Form[] {
  return [...new Map(forms.map((form) => [JSON.stringify(form), form])).values()];
}
