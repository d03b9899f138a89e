/** A value that cannot be sent to Python. Its path grows from the inside out while the failure propagates. */
export class EncodingFailure extends Error {
  readonly #path: string[] = [];
  /** The container at which the depth limit was reached. Meeting it again on the way out proves a cycle. */
  readonly #deepest: object | undefined;
  #cyclic = false;

  constructor(message: string, deepest?: object) {
    super(message);
    this.#deepest = deepest;
  }

  /** `container` holds the failing value under `step`: `[3]`, `.x`, `["odd key"]`. */
  within(container: object, step: string): this {
    this.#path.push(step);
    if (container === this.#deepest) {
      this.#cyclic = true;
      this.#path.length = 0;
    }
    return this;
  }

  describe(root: string): string {
    const path = root + this.#path.toReversed().join("");
    return this.#cyclic
      ? `${path} contains itself: a cycle cannot cross to Python by value`
      : `${path}: ${this.message}`;
  }
}

/** Bytes that do not encode a value of this protocol. */
export class DecodingFailure extends Error {}

/** Formats a key as a step of a path: `.name` or `["any text"]`. */
export function pathStep(key: unknown): string {
  if (typeof key !== "string") return `[${String(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
