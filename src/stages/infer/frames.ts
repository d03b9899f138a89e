/** Takes bytes as they come, and gives each message that is whole; `false` when it is no message at all. */
export type FrameReader = (chunk: Buffer) => boolean;

const headerLimit = 4096;
/** The types of one file are some hundred kilobytes. */
const bodyLimit = 256 * 1024 * 1024;

/** A message as the language server protocol frames it. */
export function frame(message: object): string {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

export function frameReader(onMessage: (message: Record<string, unknown>) => void): FrameReader {
  let chunks: Buffer[] = [];
  let length = 0;
  let needed = 0;
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    while (length > 0 && length >= needed) {
      const bytes = Buffer.concat(chunks);
      chunks = [bytes];
      const header = bytes.indexOf("\r\n\r\n");
      if (header < 0) return length < headerLimit;
      const size = Number(/^Content-Length: *(\d+)\r?$/im.exec(bytes.toString("latin1", 0, header))?.[1]);
      if (!(size <= bodyLimit)) return false;
      const end = header + 4 + size;
      needed = end;
      if (length < end) return true;
      const message = parseObject(bytes.toString("utf8", header + 4, end));
      if (message === undefined) return false;
      chunks = [bytes.subarray(end)];
      length -= end;
      needed = 0;
      onMessage(message);
    }
    return true;
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
