import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";

export async function grpcUnary(python) {
  const child = spawn(python, [join(import.meta.dirname, "grpc_unary.py")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [port] = await once(child.stdout.setEncoding("utf8"), "data");
  const client = new grpc.Client(`127.0.0.1:${port.trim()}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const bytes = (value) => value;
  return {
    name: "gRPC bytes, unary, by hand",
    roundTrip: (array) =>
      new Promise((resolve, reject) => {
        const data = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
        client.makeUnaryRequest("/bench.Echo/AddZero", bytes, bytes, data, (error, reply) =>
          error ? reject(error) : resolve(reply),
        );
      }),
    close: async () => {
      client.close();
      child.stdin.end();
    },
  };
}
