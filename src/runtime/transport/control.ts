import { SnakebridgeError } from "../errors.ts";
import { createChallenge, protocols } from "../wire/handshake.ts";
import { type GrpcChannel, openGrpcChannel } from "./grpc-channel.ts";

/** A worker that takes longer does not answer: C code holds the interpreter lock, or the process is stopped. */
const answerTimeoutMs = 10_000;

/** A worker's report about itself. */
export interface WorkerStatistics {
  readonly objects: number;
  readonly keptResults: number;
  readonly calls: number;
  readonly rssBytes: number;
}

/** The control plane of one worker. It answers while Python computes. */
export interface ControlClient {
  /** Cancels calls, queued or running. Resolves to the calls that have begun, know of it, and have not ended. */
  interrupt(ids: readonly number[]): Promise<number[]>;
  statistics(): Promise<WorkerStatistics>;
  /** Whether the worker answers at all, within `timeoutMs`. */
  healthy(timeoutMs: number): Promise<boolean>;
  /** Asks the worker to finish the calls that have arrived, and then to end. Settles when those calls are finished. */
  drain(timeoutMs: number): Promise<void>;
  close(): void;
}

/** Connects, and checks that the worker itself answers. Rejects with a `SnakebridgeError`. */
export async function openControl(address: string, secret: Buffer, client: string): Promise<ControlClient> {
  const channel = await openGrpcChannel(address, secret);
  try {
    const { nonce, auth, verify } = createChallenge(secret);
    const answer = await call(channel, "Handshake", { protocol: protocols, nonce, auth, client });
    verify(answer);
  } catch (error) {
    channel.close();
    throw error;
  }
  return {
    async interrupt(ids) {
      const { interrupted } = await call(channel, "Interrupt", { ids });
      return (interrupted as unknown[]).map(Number);
    },
    async statistics() {
      const { objects, kept_results, calls, rss_bytes } = await call(channel, "Statistics", {});
      return {
        objects: Number(objects),
        keptResults: Number(kept_results),
        calls: Number(calls),
        rssBytes: Number(rss_bytes),
      };
    },
    async healthy(timeoutMs) {
      try {
        const { status } = await channel.unary("grpc.health.v1.Health/Check", {}, timeoutMs);
        return status === 1;
      } catch {
        return false;
      }
    },
    async drain(timeoutMs) {
      await call(channel, "Drain", {}, timeoutMs);
    },
    close: () => channel.close(),
  };
}

async function call(
  channel: GrpcChannel,
  name: string,
  request: object,
  timeoutMs: number = answerTimeoutMs,
): Promise<Record<string, unknown>> {
  try {
    return await channel.unary(`snakebridge.v1.Worker/${name}`, request, timeoutMs);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SnakebridgeError("ControlUnavailable", `The worker did not answer ${name}: ${reason}`, {
      cause,
    });
  }
}
