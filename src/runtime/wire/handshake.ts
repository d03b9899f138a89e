import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { decodeValue } from "../codec/decode.ts";
import { encodeValue } from "../codec/encode.ts";
import { DecodingFailure } from "../codec/failure.ts";
import { Reader } from "../codec/reader.ts";
import { Writer } from "../codec/writer.ts";
import { SnakebridgeError } from "../errors.ts";
import type { Frame } from "./frame.ts";
import { HostMessage, WorkerMessage } from "./messages.ts";

/** Versions of the wire protocol that this host supports. */
export const protocols: readonly number[] = [1];

/** The first frame of a carrier in each direction: both sides prove that they know the secret. */
export interface Hello {
  readonly frame: Frame;
  /** Throws a `SnakebridgeError` when the sender of the answer does not know the secret. */
  verify(answer: Frame): void;
}

/** The part that the control plane's Handshake shares. */
export interface Challenge {
  readonly nonce: Buffer;
  readonly auth: Buffer;
  /** Throws a `SnakebridgeError`. */
  verify(answer: { readonly protocol?: unknown; readonly nonce?: unknown; readonly auth?: unknown }): void;
}

export function createChallenge(secret: Uint8Array): Challenge {
  const nonce = randomBytes(16);
  return {
    nonce,
    auth: sign(secret, "host:", nonce),
    verify({ protocol, nonce: echo, auth }) {
      const proof = sign(secret, "worker:", nonce);
      if (!isBytes(echo, nonce) || !isBytes(auth, proof))
        throw new SnakebridgeError(
          "ProtocolError",
          "The process that answers in the worker's place does not know its secret.",
        );
      if (!protocols.includes(protocol as number))
        throw new SnakebridgeError(
          "ProtocolError",
          `The worker chose protocol ${protocol}, which was not offered.`,
        );
    },
  };
}

export function createHello(secret: Uint8Array, client: string): Hello {
  const { nonce, auth, verify } = createChallenge(secret);
  const writer = new Writer({ writeRemote: () => false });
  encodeValue(writer, [[HostMessage.hello, { protocol: protocols, nonce, auth, client }]]);
  return {
    frame: writer.take(),
    verify(answer) {
      const [type, body] = readMessage(answer);
      if (type === WorkerMessage.welcome) return verify(body);
      if (type === WorkerMessage.refused)
        throw new SnakebridgeError("ProtocolError", `The worker refused the connection: ${body.message}`);
      throw new SnakebridgeError("ProtocolError", "The worker's first frame is no answer to a hello.");
    },
  };
}

function readMessage(frame: Frame): [type: unknown, body: Record<string, unknown>] {
  try {
    const messages = decodeValue(new Reader(frame.head, frame.segments, { receive: refuseReference }));
    if (Array.isArray(messages) && messages.length === 1 && Array.isArray(messages[0])) {
      const [type, body]: unknown[] = messages[0];
      if (typeof body === "object" && body !== null) return [type, body as Record<string, unknown>];
    }
  } catch (error) {
    if (!(error instanceof DecodingFailure)) throw error;
  }
  return [undefined, {}];
}

function refuseReference(): never {
  throw new DecodingFailure("a handshake has no references");
}

function sign(secret: Uint8Array, side: string, nonce: Buffer): Buffer {
  return createHmac("sha256", secret).update(side).update(nonce).digest();
}

function isBytes(value: unknown, expected: Buffer): boolean {
  return value instanceof Uint8Array && value.length === expected.length && timingSafeEqual(value, expected);
}
