import { connect, type Socket } from "node:net";
import { SnakebridgeError } from "../errors.ts";
import { encodePrefix } from "../wire/frame.ts";
import { FrameParser } from "../wire/frame-parser.ts";
import { createHello } from "../wire/handshake.ts";
import type { Carrier, CarrierEvents, CarrierOptions } from "./carrier.ts";

/**
 * Connects to a worker's lane. Resolves when both sides have proved themselves. Rejects, and does not call `onClose`, when
 * one of them has not.
 */
export function openLane(path: string, options: CarrierOptions, events: CarrierEvents): Promise<Carrier> {
  return new Promise((resolve, reject) => {
    const hello = createHello(options.secret, options.client);
    let proven = false;
    let closing = false;
    let failure: Error | undefined;

    const parser = new FrameParser((frame) => {
      if (proven) return events.onFrame(frame);
      hello.verify(frame);
      proven = true;
      resolve(carrier);
    }, options.maxFrameBytes);

    const socket: Socket = connect({
      path,
      // The bytes of a large segment are received in its own memory, not through buffers that are joined later.
      onread: {
        buffer: () => parser.target,
        callback(count) {
          attempt(() => parser.advance(count));
          return true;
        },
      },
    });

    const carrier: Carrier = {
      kind: "lane",
      send(frame) {
        if (socket.destroyed) return;
        const prefix = encodePrefix(frame);
        if (frame.segments.length === 0) {
          socket.write(prefix);
          return;
        }
        socket.cork();
        socket.write(prefix);
        for (const segment of frame.segments) socket.write(segment);
        socket.uncork();
      },
      get bufferedBytes() {
        return socket.writableLength;
      },
      ref: () => void socket.ref(),
      unref: () => void socket.unref(),
      close() {
        closing = true;
        socket.destroy();
      },
    };

    function attempt(run: () => void): void {
      try {
        run();
      } catch (error) {
        failure = error as Error;
        socket.destroy();
      }
    }

    socket.on("connect", () => carrier.send(hello.frame));
    socket.on("end", () => attempt(() => parser.end()));
    socket.on("error", (error) => {
      failure ??= error;
    });
    socket.on("close", () => {
      const reason = failure ?? new SnakebridgeError("ProtocolError", "The worker closed the lane.");
      if (!proven) reject(reason);
      else if (closing) events.onClose();
      else events.onClose(reason);
    });
  });
}
