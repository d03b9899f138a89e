import { StateMachine } from "../state-machine.ts";

/** `open`: takes calls. `closing`: serves the calls that it has taken. `closed`: no worker is left. */
export type PoolState = "open" | "closing" | "closed";

/** The life of a pool: it is closed once, however often that is asked for. */
export class Lifecycle extends StateMachine<PoolState> {
  #closed: Promise<void> | undefined;

  constructor() {
    super("open", { open: ["closing"], closing: ["closed"], closed: [] });
  }

  /** Runs `end` the first time. Returns the same promise each time: it settles with `end`. */
  close(end: () => Promise<void>): Promise<void> {
    this.#closed ??= this.#close(end);
    return this.#closed;
  }

  async #close(end: () => Promise<void>): Promise<void> {
    this.enter("closing");
    await end();
    this.enter("closed");
  }
}
