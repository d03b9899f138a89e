/** What is needed of a subprocess of execa. */
interface Child {
  once(event: "exit", listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown;
  then(onEnd: (result: { readonly originalMessage?: string | undefined }) => void): unknown;
}

/** How a process ended, or why it never began. */
export interface ProcessEnd {
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  readonly startError?: string | undefined;
}

/** Settles when the process itself is gone: one that it left behind may hold its output open for ever. */
export function processEnd(child: Child): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
    void child.then(({ originalMessage }) => resolve({ startError: originalMessage ?? "it did not start" }));
  });
}
