import type { Candidate } from "./dispatch-policy.ts";
import type { Worker } from "./worker.ts";

/** `empty`: no worker, or one that is lost. */
export type SlotState = "empty" | "starting" | "up";

/** A place for one worker at a time. */
export class WorkerSlot implements Candidate {
  #worker: Worker | undefined;
  #starting: Promise<Worker> | undefined;

  get state(): SlotState {
    if (this.#starting !== undefined) return "starting";
    return this.#worker?.isUp ? "up" : "empty";
  }

  /** The worker that is up. */
  get worker(): Worker | undefined {
    return this.#worker?.isUp ? this.#worker : undefined;
  }

  get takesCalls(): boolean {
    return this.worker?.mayBeStuck === false;
  }

  get load(): number {
    return this.worker?.connection.busyness ?? 0;
  }

  /** Fills an empty slot. Rejects when no worker could be started; the slot is empty again then. */
  start(begin: () => Promise<Worker>): Promise<Worker> {
    if (this.state !== "empty") throw new Error(`A slot that is ${this.state} cannot start a worker.`);
    this.#starting = begin().then(
      (worker) => {
        this.#starting = undefined;
        this.#worker = worker;
        return worker;
      },
      (error: unknown) => {
        this.#starting = undefined;
        throw error;
      },
    );
    return this.#starting;
  }

  /** Settles when no worker is starting here. Never rejects. */
  async settled(): Promise<void> {
    await this.#starting?.catch(() => {});
  }
}
