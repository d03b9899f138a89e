import { PyComplex, PyDecimal, PyFraction } from "../values/numbers.ts";
import { Extension } from "./extension.ts";
import { asInteger, type PartsCodec, type TextCodec } from "./extension-codec.ts";
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

export const decimal: TextCodec<PyDecimal> = {
  code: Extension.decimal,
  type: PyDecimal,
  toText: (value) => value.text,
  fromText: (text) => new PyDecimal(text),
};

export const fraction: PartsCodec<PyFraction> = {
  code: Extension.fraction,
  type: PyFraction,
  toParts: (value) => [value.numerator, value.denominator],
  fromParts: ([numerator, denominator]) => new PyFraction(asInteger(numerator), asInteger(denominator)),
};

export function encodeComplex(writer: Writer, value: PyComplex): void {
  const start = writer.beginExtension(Extension.complex);
  writer.reserve(16);
  writer.view.setFloat64(writer.at, value.real);
  writer.view.setFloat64(writer.at + 8, value.imag);
  writer.at += 16;
  writer.endExtension(start);
}

export function decodeComplex(reader: Reader): PyComplex {
  const at = reader.advance(16);
  return new PyComplex(reader.view.getFloat64(at), reader.view.getFloat64(at + 8));
}
