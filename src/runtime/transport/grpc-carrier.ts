import type { Frame } from "../wire/frame.ts";
import type { Carrier, CarrierEvents, CarrierOptions } from "./carrier.ts";
import { type GrpcChannel, openGrpcChannel } from "./grpc-channel.ts";
import { GrpcStream, streamLost } from "./grpc-stream.ts";

/** gRPC keeps the event loop alive while a stream is open, so a stream that is idle for this long is ended. */
const idleMs = 25;

/**
 * Opens the carrier on a worker's control address. Settles like `openLane`. Its stream is ended when it is idle, and another
 * one is opened for the next frame. The HTTP/2 connection stays, and so do the worker's objects.
 */
export async function openGrpcCarrier(
  address: string,
  options: CarrierOptions,
  events: CarrierEvents,
): Promise<Carrier> {
  const channel = await openGrpcChannel(address, options.secret);
  return new Promise((resolve, reject) => {
    let isOpened = false;
    const carrier = new GrpcCarrier(channel, options, {
      onFrame: events.onFrame,
      onOpen() {
        isOpened = true;
        resolve(carrier);
      },
      onClose(error) {
        if (isOpened) events.onClose(error);
        else reject(error ?? streamLost("closed"));
      },
    });
  });
}

interface GrpcCarrierEvents extends CarrierEvents {
  /** A stream is open: the first, or another one later. */
  onOpen(): void;
}

/** Frames over one stream after the other. */
class GrpcCarrier implements Carrier {
  readonly kind = "grpc";
  readonly #channel: GrpcChannel;
  readonly #options: CarrierOptions;
  readonly #events: GrpcCarrierEvents;
  #stream: GrpcStream | undefined;
  /** Frames for a stream that is not open yet. */
  #waiting: Frame[] = [];
  /** Calls are in flight, or may be. */
  #isBusy = true;
  #isClosed = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(channel: GrpcChannel, options: CarrierOptions, events: GrpcCarrierEvents) {
    this.#channel = channel;
    this.#options = options;
    this.#events = events;
    this.#stream = this.#open();
  }

  get bufferedBytes(): number {
    return this.#stream?.bufferedBytes ?? 0;
  }

  send(frame: Frame): void {
    if (this.#isClosed) return;
    if (this.#stream?.state === "open") {
      this.#stream.send(frame);
    } else {
      this.#waiting.push(frame);
      this.#stream ??= this.#open();
    }
    this.#endWhenIdle();
  }

  ref(): void {
    this.#isBusy = true;
  }

  unref(): void {
    this.#isBusy = false;
    this.#endWhenIdle();
  }

  close(): void {
    this.#finish();
  }

  #finish(error?: Error): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting = [];
    clearTimeout(this.#idleTimer);
    this.#stream?.cancel();
    this.#channel.close();
    this.#events.onClose(error);
  }

  #open(): GrpcStream {
    const stream: GrpcStream = new GrpcStream(this.#channel.calls(), this.#options, {
      onOpen: () => {
        this.#events.onOpen();
        for (const frame of this.#waiting.splice(0)) stream.send(frame);
        this.#endWhenIdle();
      },
      onFrame: this.#events.onFrame,
      onFailure: (error) => this.#finish(error),
      onEnd: () => {
        this.#stream = this.#waiting.length > 0 ? this.#open() : undefined;
      },
    });
    return stream;
  }

  #endWhenIdle(): void {
    if (this.#isBusy || this.#idleTimer !== undefined) return;
    // The open stream keeps the event loop alive until then, so the timer need not.
    this.#idleTimer = setTimeout(() => {
      this.#idleTimer = undefined;
      if (!this.#isBusy && this.#stream?.state === "open") this.#stream.end();
    }, idleMs).unref();
  }
}
