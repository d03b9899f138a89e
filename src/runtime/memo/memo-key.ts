import { createHash } from "node:crypto";
import { writePayload } from "../call/arguments.ts";
import type { Call } from "../call/call.ts";
import { Extension } from "../codec/extension.ts";
import type { RemoteWriter } from "../codec/writer.ts";
import { Writer } from "../codec/writer.ts";
import { symbolOf } from "../object/classes.ts";

/** A longer key is kept as its hash. */
const longestPlain = 256;

/** Writes generated functions and classes by name. Any other Python object may change, so it has no key. */
const names: RemoteWriter = {
  writeRemote(writer, value) {
    const symbol = typeof value === "function" ? symbolOf(value) : undefined;
    if (symbol === undefined) throw new TypeError("it has no value to compare");
    const start = writer.beginExtension(Extension.symbol);
    writer.raw(Buffer.from(symbol));
    writer.endExtension(start);
    return true;
  },
};

/**
 * Returns the symbol and the arguments as encoded for Python. Values that Python can distinguish have different keys. Returns
 * `undefined` when an argument is not a value.
 */
export function memoKey({ lead, arguments: { args, kwargs } }: Call): string | undefined {
  const writer = new Writer(names);
  try {
    writePayload(writer, lead, { args, kwargs: kwargs === undefined ? undefined : sorted(kwargs) });
  } catch {
    return undefined; // sending the call reports what is wrong, if anything is
  }
  const { head, segments } = writer.take();
  if (segments.length === 0 && head.length <= longestPlain) return Buffer.from(head).toString("latin1");
  const hash = createHash("sha256").update(`${head.length}`).update(head);
  for (const segment of segments) hash.update(`${segment.byteLength}`).update(segment);
  return hash.digest("base64");
}

function sorted(kwargs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs).sort(([left], [right]) => (left < right ? -1 : 1)));
}
