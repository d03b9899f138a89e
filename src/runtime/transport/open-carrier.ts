import type { Carrier, CarrierEvents, CarrierOptions } from "./carrier.ts";
import { openGrpcCarrier } from "./grpc-carrier.ts";
import { openLane } from "./lane.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** Opens the carrier that a worker has chosen. Rejects with a `SnakebridgeError`. */
export function openCarrier(
  { ready, secret }: Pick<WorkerProcess, "ready" | "secret">,
  options: Omit<CarrierOptions, "secret">,
  events: CarrierEvents,
): Promise<Carrier> {
  return ready.carrier === "lane"
    ? openLane(ready.lane!, { ...options, secret }, events)
    : openGrpcCarrier(ready.control!, { ...options, secret }, events);
}
