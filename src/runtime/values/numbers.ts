import { inspectAs } from "./inspect.ts";

/** A Python `Decimal`, exact. `text` is the result of Python's `str()`. */
export class PyDecimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Returns the nearest double. */
  toNumber(): number {
    return Number(
      this.text.replace(/^([+-]?)s?nan\d*$/i, "NaN").replace(/^([+-]?)inf(inity)?$/i, "$1Infinity"),
    );
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }
}

inspectAs(PyDecimal, (value) => `Decimal(${value.text})`);

/** A Python `Fraction` in lowest terms. */
export class PyFraction {
  readonly numerator: bigint;
  readonly denominator: bigint;

  constructor(numerator: number | bigint, denominator: number | bigint) {
    this.numerator = BigInt(numerator);
    this.denominator = BigInt(denominator);
  }

  toNumber(): number {
    return Number(this.numerator) / Number(this.denominator);
  }

  toString(): string {
    return `${this.numerator}/${this.denominator}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

inspectAs(PyFraction, (value) => `Fraction(${value})`);

/** A Python `complex`. */
export class PyComplex {
  readonly real: number;
  readonly imag: number;

  constructor(real: number, imag: number) {
    this.real = real;
    this.imag = imag;
  }

  toString(): string {
    const sign = this.imag < 0 || Object.is(this.imag, -0) ? "-" : "+";
    return `${this.real}${sign}${Math.abs(this.imag)}j`;
  }
}

inspectAs(PyComplex, (value) => `complex(${value})`);
