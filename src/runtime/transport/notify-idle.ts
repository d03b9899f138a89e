import type { Carrier } from "./carrier.ts";

/** Returns the same carrier with a notice whenever nothing is in flight: its connection releases the event loop then. */
export function notifyIdle(carrier: Carrier, onIdle: () => void): Carrier {
  return {
    kind: carrier.kind,
    get bufferedBytes() {
      return carrier.bufferedBytes;
    },
    send: (frame) => carrier.send(frame),
    ref: () => carrier.ref(),
    close: () => carrier.close(),
    unref() {
      carrier.unref();
      onIdle();
    },
  };
}
