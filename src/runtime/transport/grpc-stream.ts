import type { ClientDuplexStream } from "@grpc/grpc-js";
import { SnakebridgeError } from "../errors.ts";
import { StateMachine } from "../state-machine.ts";
import { encodePrefix, type Frame } from "../wire/frame.ts";
import { FrameParser, feed } from "../wire/frame-parser.ts";
import { createHello, type Hello } from "../wire/handshake.ts";
import type { CarrierOptions } from "./carrier.ts";
import type { Chunk } from "./grpc-channel.ts";

const maxChunkBytes = 1024 * 1024;

/**
 * - `handshake`: the worker has not proved itself yet.
 * - `open`: frames may be sent.
 * - `ending`: the host has ended its side, and sends no more frames.
 * - `ended`: gRPC has reported the status.
 */
export type StreamState = "handshake" | "open" | "ending" | "ended";

export interface StreamEvents {
  onOpen(): void;
  onFrame(frame: Frame): void;
  /** The peer's bytes are not acceptable, or the stream has ended though the host did not end it. */
  onFailure(error: Error): void;
  /** Once, after all other events. */
  onEnd(): void;
}

/** One gRPC stream of calls, from its handshake to its status. */
export class GrpcStream {
  readonly #call: ClientDuplexStream<Chunk, Chunk>;
  readonly #events: StreamEvents;
  readonly #hello: Hello;
  readonly #parser: FrameParser;
  readonly #machine = new StateMachine<StreamState>("handshake", {
    handshake: ["open", "ended"],
    open: ["ending", "ended"],
    ending: ["ended"],
    ended: [],
  });
  #bufferedBytes = 0;

  constructor(call: ClientDuplexStream<Chunk, Chunk>, options: CarrierOptions, events: StreamEvents) {
    this.#call = call;
    this.#events = events;
    this.#hello = createHello(options.secret, options.client);
    this.#parser = new FrameParser((frame) => this.#receive(frame), options.maxFrameBytes);
    call.on("data", ({ data }) => this.#attempt(() => feed(this.#parser, data)));
    // The status reports every end, errors too.
    call.on("error", () => {});
    call.on("status", ({ code, details }) =>
      this.#end(`gRPC status ${code}${details ? `, ${details}` : ""}`),
    );
    this.#write(this.#hello.frame);
  }

  get state(): StreamState {
    return this.#machine.state;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  send(frame: Frame): void {
    if (this.state !== "open") throw new Error(`A stream in the state "${this.state}" sends no frame.`);
    this.#write(frame);
  }

  /** Ends the host's side. The worker ends its own after the frames that it owes. */
  end(): void {
    this.#machine.enter("ending");
    this.#call.end();
  }

  cancel(): void {
    this.#call.cancel();
  }

  #receive(frame: Frame): void {
    if (this.state !== "handshake") {
      this.#events.onFrame(frame);
      return;
    }
    this.#hello.verify(frame);
    this.#machine.enter("open");
    this.#events.onOpen();
  }

  #write(frame: Frame): void {
    for (const bytes of [encodePrefix(frame), ...frame.segments]) {
      for (let at = 0; at < bytes.length; at += maxChunkBytes) {
        const data = bytes.subarray(at, at + maxChunkBytes);
        this.#bufferedBytes += data.length;
        this.#call.write({ data }, () => {
          this.#bufferedBytes -= data.length;
        });
      }
    }
  }

  #end(status: string): void {
    const isExpected = this.state === "ending";
    this.#attempt(() => this.#parser.end());
    this.#machine.enter("ended");
    if (!isExpected) this.#events.onFailure(streamLost(status));
    this.#events.onEnd();
  }

  #attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#events.onFailure(error as Error);
    }
  }
}

export function streamLost(reason: string): SnakebridgeError {
  return new SnakebridgeError("ProtocolError", `The worker's stream of calls has ended: ${reason}.`);
}
