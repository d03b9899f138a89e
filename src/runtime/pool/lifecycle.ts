import { StateMachine } from "../state-machine.ts";

/** `open`: takes calls. `closing`: serves the calls that it has taken. `closed`: no worker is left. */
export type PoolState = "open" | "closing" | "closed";

/** The life of a pool: it is closed once, however often that is asked for. */
export class Lifecycle {
  readonly #machine = new StateMachine<PoolState>("open", {
    open: ["closing"],
    closing: ["closed"],
    closed: [],
  });
  #closed: Promise<void> | undefined;

  get state(): PoolState {
    return this.#machine.state;
  }

  /** Runs `end` the first time. Returns the same promise each time: it settles with `end`. */
  close(end: () => Promise<void>): Promise<void> {
    this.#closed ??= this.#close(end);
    return this.#closed;
  }

  async #close(end: () => Promise<void>): Promise<void> {
    this.#machine.enter("closing");
    await end();
    this.#machine.enter("closed");
  }
}
