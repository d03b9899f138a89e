import { inspectAs } from "./inspect.ts";

const uuidPattern = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i;

/** A Python `UUID`. */
export class PyUuid {
  /** 32 lower-case hexadecimal digits. */
  readonly hex: string;

  constructor(text: string) {
    if (!uuidPattern.test(text)) throw new RangeError(`${JSON.stringify(text)} is not a UUID`);
    this.hex = text.replaceAll("-", "").toLowerCase();
  }

  toString(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  toJSON(): string {
    return this.toString();
  }
}

inspectAs(PyUuid, (value) => `UUID(${value})`);

/** A Python `Path`. */
export class PyPath {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  toString(): string {
    return this.path;
  }

  toJSON(): string {
    return this.path;
  }
}

inspectAs(PyPath, (value) => `Path(${value.path})`);
