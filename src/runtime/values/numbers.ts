import { inspect } from "./inspect.ts";

/** A Python `Decimal`, exact; `text` is what `str()` gives in Python. */
export class PyDecimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The nearest double. */
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

  [inspect](): string {
    return `Decimal(${this.text})`;
  }
}

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

  [inspect](): string {
    return `Fraction(${this})`;
  }
}

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

  [inspect](): string {
    return `complex(${this})`;
  }
}
