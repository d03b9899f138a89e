/** The members of `Buffer` that the codec uses. Declared here, so that the package's types compile without @types/node. */
export interface ByteBuffer extends Uint8Array {
  toString(encoding?: "hex" | "utf8", start?: number, end?: number): string;
  write(text: string, at: number, encoding: "utf8"): number;
}
