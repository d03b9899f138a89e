import type { PoolConnection } from "../call/dispatcher.ts";
import { createConnection } from "../object/create-connection.ts";
import { StateMachine } from "../state-machine.ts";
import { afterOutput } from "../transport/after-output.ts";
import type { Carrier, CarrierEvents } from "../transport/carrier.ts";
import type { ControlClient } from "../transport/control.ts";
import { type LazyControl, lazyControl } from "../transport/lazy-control.ts";
import { startFailure } from "../transport/private-channel.ts";
import type { ProcessEnd } from "../transport/process-end.ts";
import type { WorkerProcess } from "../transport/worker-process.ts";
import { Cancellation } from "./cancellation.ts";
import { shutDown } from "./shutdown.ts";
import { after } from "./timer.ts";
import type { Worker, WorkerState } from "./worker.ts";
import { closed, closedInCall, died } from "./worker-end.ts";
import type { WorkerOwner } from "./worker-source.ts";

/** A process whose connection broke mostly ends by itself. Its exit explains more than the broken pipe. */
const exitReasonMs = 500;
/** An empty msgpack array: a frame that only opens a carrier. */
const noMessages = Uint8Array.of(0x90);

export interface SupervisionOptions {
  readonly graceMs: number;
  readonly maxFrameBytes: number;
  /** Name and version of this host. */
  readonly client: string;
}

/** A worker whose process and connection are watched: each one's end is the end of the other. */
export class SupervisedWorker implements Worker {
  readonly connection: PoolConnection;
  /** To be given to the carrier. */
  readonly events: CarrierEvents;
  readonly ended: Promise<void>;
  readonly #process: WorkerProcess;
  readonly #owner: WorkerOwner;
  readonly #control: LazyControl;
  readonly #cancellation: Cancellation;
  readonly #machine = new StateMachine<WorkerState>("connecting", {
    connecting: ["ready", "broken", "ended"],
    ready: ["closing", "broken", "ended"],
    closing: ["broken", "ended"],
    broken: ["ended"],
    ended: [],
  });
  #carrier: Carrier | undefined;
  #killReason: string | undefined;
  #closing: Promise<void> | undefined;
  #onIdle: (() => void) | undefined;

  constructor(
    process: WorkerProcess,
    owner: WorkerOwner,
    { client, graceMs, maxFrameBytes }: SupervisionOptions,
  ) {
    const { pid } = process;
    this.#process = process;
    this.#owner = owner;
    this.#control = lazyControl(process, client);
    this.connection = createConnection({
      pid,
      maxFrameBytes,
      owner: {
        dispatcher: owner.dispatcher,
        largestLoad: owner.largestLoad,
        full: () => owner.full(),
        idle: () => {
          this.#onIdle?.();
          owner.workerChanged();
        },
        interrupt: (id, interruptOnly) =>
          interruptOnly ? this.#cancellation.interruptOnly(id) : this.#cancellation.cancel(id),
      },
    });
    this.#cancellation = new Cancellation(
      {
        connection: this.connection,
        control: () => this.control(),
        kill: (reason) => this.#kill(reason),
        recovered: () => owner.workerChanged(),
      },
      graceMs,
    );
    this.events = {
      onFrame: afterOutput((frame) => {
        this.connection.onFrame(frame);
        this.#cancellation.check();
      }),
      onClose: (error) => this.#disconnected(error),
    };
    this.ended = process.ended.then((end) => this.#processEnded(end));
  }

  get carrier(): Carrier["kind"] {
    return this.#process.ready.carrier;
  }

  get isUp(): boolean {
    const { state } = this.#machine;
    // A process may be gone before its end is reported.
    return (state === "ready" || state === "closing") && !this.#process.exited;
  }

  get mayBeStuck(): boolean {
    return this.#cancellation.mayBeStuck;
  }

  control(): Promise<ControlClient> {
    return this.#control.open();
  }

  /** Begins to take calls. Throws a `SnakebridgeError` when the worker was lost before. */
  attach(carrier: Carrier): void {
    if (this.#machine.state !== "connecting") throw startFailure("its connection broke at once");
    this.#machine.enter("ready");
    this.#carrier = carrier;
    carrier.unref();
    this.connection.attach(carrier);
    this.#process.onWanted(() => carrier.send({ head: noMessages, segments: [] }));
  }

  close(graceMs: number): Promise<void> {
    this.#closing ??= this.#close(graceMs);
    return this.#closing;
  }

  async #close(graceMs: number): Promise<void> {
    if (this.#machine.state === "ready") this.#machine.enter("closing");
    if (this.connection.load > 0) {
      const limit = after(graceMs, () => this.connection.cancelAll(closedInCall));
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
      limit.cancel();
    }
    await shutDown(this.#process, this.#control, (reason) => this.#kill(reason));
  }

  /** `reason` follows "was ended because". */
  #kill(reason: string): void {
    this.#killReason ??= reason;
    this.#process.kill();
  }

  #disconnected(error: Error | undefined): void {
    if (this.#machine.state === "ended") return;
    this.#machine.enter("broken");
    // Nothing else keeps the program alive until its calls can report how the process ended.
    this.#process.ref();
    const timer = setTimeout(
      () => this.#kill(`its connection broke: ${error?.message ?? "closed"}`),
      exitReasonMs,
    );
    timer.unref();
  }

  #processEnded(end: ProcessEnd): void {
    const wasConnected = this.#machine.state !== "connecting";
    this.#machine.enter("ended");
    // The start reports why.
    if (!wasConnected) return;
    const { pid, stderrTail } = this.#process;
    this.connection.fail(
      this.#closing === undefined ? died(pid, end, stderrTail(), this.#killReason) : closed,
    );
    this.#carrier?.close();
    this.#control.close();
    this.#cancellation.check();
    this.#onIdle?.();
    this.#owner.workerChanged();
  }
}
