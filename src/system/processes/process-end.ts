/** The part of execa's subprocess that is used here. */
interface Child {
  once(event: "exit", listener: (code: number | null, signal: NodeJS.Signals | null) => void): unknown;
  then(onEnd: (result: { readonly originalMessage?: string | undefined }) => void): unknown;
}

/** How a process ended, or why it did not start. */
export interface ProcessEnd {
  readonly code?: number | undefined;
  readonly signal?: string | undefined;
  readonly startError?: string | undefined;
}

/** Settles when the process itself has ended; a child that it left behind may keep its output open forever. */
export function processEnd(child: Child): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
    void child.then(({ originalMessage }) => resolve({ startError: originalMessage ?? "it did not start" }));
  });
}
