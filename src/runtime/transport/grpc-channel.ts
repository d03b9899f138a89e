import { fileURLToPath } from "node:url";
import type { ChannelOptions, ClientDuplexStream, Metadata, MethodDefinition } from "@grpc/grpc-js";

const protoFolder = fileURLToPath(new URL("../../../proto", import.meta.url));
const protoFiles = ["snakebridge/v1/worker.proto", "grpc/health/v1/health.proto"];

const channelOptions: ChannelOptions = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
  // With the default window an 8 MB array stops and waits a hundred times.
  "grpc-node.flow_control_window": 16 * 1024 * 1024,
  // A worker is on this machine, or at the address that it reported: no proxy knows it.
  "grpc.enable_http_proxy": 0,
  "grpc.service_config_disable_resolution": 1,
  "grpc.enable_retries": 0,
  "grpc.use_local_subchannel_pool": 1,
  "grpc.initial_reconnect_backoff_ms": 50,
  "grpc.max_reconnect_backoff_ms": 500,
};

export interface Chunk {
  readonly data: Uint8Array;
}

/** The gRPC connection to one worker. */
export interface GrpcChannel {
  /** `method` as in `"snakebridge.v1.Worker/Interrupt"`. Rejects with gRPC's own error. */
  unary(method: string, request: object, timeoutMs: number): Promise<Record<string, unknown>>;
  /** Opens a stream of calls. */
  calls(): ClientDuplexStream<Chunk, Chunk>;
  close(): void;
}

/** Opens the connection. gRPC is loaded with the first one: a program on a lane that meets no deadline never pays for it. */
export async function openGrpcChannel(address: string, secret: Uint8Array): Promise<GrpcChannel> {
  const { grpc, method } = await loadGrpc();
  const client = new grpc.Client(address, grpc.credentials.createInsecure(), channelOptions);
  const metadata: Metadata = new grpc.Metadata();
  metadata.set("snakebridge-secret", Buffer.from(secret).toString("hex"));
  return {
    unary(name, request, timeoutMs) {
      const { path, requestSerialize, responseDeserialize } = method(name);
      const options = { deadline: Date.now() + timeoutMs };
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          metadata,
          options,
          (error, answer) => (error ? reject(error) : resolve(answer as Record<string, unknown>)),
        );
      });
    },
    calls() {
      const { path, requestSerialize, responseDeserialize } = method("snakebridge.v1.Worker/Calls");
      return client.makeBidiStreamRequest<Chunk, Chunk>(
        path,
        requestSerialize,
        responseDeserialize,
        metadata,
      );
    },
    close: () => client.close(),
  };
}

interface LoadedGrpc {
  readonly grpc: typeof import("@grpc/grpc-js");
  // biome-ignore lint/suspicious/noExplicitAny: messages have the shapes of proto/, which have no types here.
  method(name: string): MethodDefinition<any, any>;
}

let loading: Promise<LoadedGrpc> | undefined;

/** Loads gRPC once. A caller that will need it may call this early, in parallel with other work. */
export function loadGrpc(): Promise<LoadedGrpc> {
  loading ??= load();
  return loading;
}

async function load(): Promise<LoadedGrpc> {
  const [grpc, { loadSync }] = await Promise.all([import("@grpc/grpc-js"), import("@grpc/proto-loader")]);
  const services = loadSync(protoFiles, {
    includeDirs: [protoFolder],
    keepCase: true,
    longs: Number,
    defaults: true,
  });
  return {
    grpc,
    method(name) {
      const [service, rpc] = name.split("/") as [string, string];
      return (services[service] as Record<string, MethodDefinition<object, object>>)[rpc]!;
    },
  };
}
