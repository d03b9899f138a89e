import type { Frame } from "../wire/frame.ts";

/** Moves frames between the host and one worker. The lane and gRPC fulfil the same contract. */
export interface Carrier {
  readonly kind: "lane" | "grpc";
  /** Sends a frame, in order. The buffers belong to the carrier afterwards. Never throws: a failure closes the carrier. */
  send(frame: Frame): void;
  /** Bytes accepted by `send` that have not left the process. */
  readonly bufferedBytes: number;
  /** Keeps the event loop alive while calls are in flight... */
  ref(): void;
  /** ...and lets the program end when there are none. */
  unref(): void;
  /** Ends the carrier; `onClose` follows. */
  close(): void;
}

export interface CarrierEvents {
  /** `frame.head` is valid only during the call; `frame.segments` are the receiver's to keep. */
  onFrame(frame: Frame): void;
  /** Once, whatever the reason; `error` absent after `close()`. */
  onClose(error?: Error): void;
}

/** The settings of a carrier, without its address. */
export interface CarrierOptions {
  readonly secret: Uint8Array;
  readonly maxFrameBytes: number;
  /** Name and version of this host, for the worker's information. */
  readonly client: string;
}
