import type { Carrier, CarrierEvents, CarrierOptions } from "./carrier.ts";
import { openLane } from "./lane.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** Opens the carrier that a worker has chosen. Rejects with a `SnakebridgeError`. */
export async function openCarrier(
  { ready, secret }: Pick<WorkerProcess, "ready" | "secret">,
  options: Omit<CarrierOptions, "secret">,
  events: CarrierEvents,
): Promise<Carrier> {
  if (ready.carrier === "lane") return openLane(ready.lane!, { ...options, secret }, events);
  const { openGrpcCarrier } = await import("./grpc-carrier.ts");
  return openGrpcCarrier(ready.control!, { ...options, secret }, events);
}
