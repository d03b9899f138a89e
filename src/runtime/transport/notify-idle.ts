import type { Carrier } from "./carrier.ts";

/** The same carrier, with a notice whenever its connection has nothing in flight: it releases the event loop then. */
export function notifyIdle(carrier: Carrier, onIdle: () => void): Carrier {
  return {
    kind: carrier.kind,
    get bufferedBytes() {
      return carrier.bufferedBytes;
    },
    send: carrier.send,
    ref: carrier.ref,
    close: carrier.close,
    unref() {
      carrier.unref();
      onIdle();
    },
  };
}
