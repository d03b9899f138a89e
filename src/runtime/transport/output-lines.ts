/** Receives a line that Python has printed, without its line end. */
export type OutputHandler = (line: string, stream: "stdout" | "stderr", pid: number) => void;

/**
 * Cuts output into lines. A carriage return ends a line too, as progress bars use it, but leaves no empty lines.
 */
export function toLines(onLine: (line: string) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder();
  let afterReturn = false;
  return (bytes) => {
    let text = decoder.decode(bytes, { stream: true });
    if (afterReturn && text.startsWith("\n")) text = text.slice(1);
    afterReturn = text.endsWith("\r");
    const parts = text.split(/(\r\n|\r|\n)/);
    for (let index = 0; index < parts.length; index += 2) {
      const line = parts[index]!;
      const end = parts[index + 1];
      if (line !== "" || end === "\n" || end === "\r\n") onLine(line);
    }
  };
}
