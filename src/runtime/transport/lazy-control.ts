import type { ControlClient } from "./control.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** A worker's control plane, which is connected when it is needed first. */
export interface LazyControl {
  /** The same client each time. */
  open(): Promise<ControlClient>;
  close(): void;
}

export function lazyControl(
  { control, secret }: Pick<WorkerProcess, "control" | "secret">,
  client: string,
): LazyControl {
  let opened: Promise<ControlClient> | undefined;
  async function connect(): Promise<ControlClient> {
    const { openControl } = await import("./control.ts");
    return openControl(await control, secret, client);
  }
  return {
    open() {
      opened ??= connect();
      return opened;
    },
    close() {
      opened?.then((open) => open.close()).catch(() => {});
    },
  };
}
