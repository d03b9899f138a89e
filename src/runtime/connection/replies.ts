import { decodeExactly, decodeValue } from "../codec/decode.ts";
import { DecodingFailure } from "../codec/failure.ts";
import type { Reader } from "../codec/reader.ts";
import { SnakebridgeError } from "../errors.ts";
import { WorkerMessage, workerArity } from "../wire/messages.ts";
import type { CallbackQueue, ErrorReader, HostObjectTable, References } from "./collaborators.ts";
import type { Request } from "./request.ts";
import type { SentCalls } from "./sent-calls.ts";

/** The connection as the reader of its frames sees it. */
export interface Replies<R extends Request> {
  readonly pid: number;
  readonly references: References<R>;
  readonly errors: ErrorReader;
  readonly hostObjects: HostObjectTable;
  readonly callbacks: CallbackQueue;
  /** The calls that replies belong to. */
  readonly sent: SentCalls<R>;
  /** The worker wants a frame, which may be empty: its main thread may be reading, and has something to do. */
  frameWanted(): void;
  /** The worker closes, because it received something that it cannot accept. */
  refused(code: string, message: string): void;
}

const nil = 0xc0;
const { returned, failed, typeDefined, callback, callbackDropped, printed, threadCallback, frameWanted } =
  WorkerMessage;
/** How many parts each message has, by its number; without those of the handshake. */
const arities: number[] = [];
for (const name of Object.keys(WorkerMessage) as (keyof typeof WorkerMessage)[])
  if (WorkerMessage[name] < WorkerMessage.welcome) arities[WorkerMessage[name]] = workerArity[name][0];

/** Reads the messages of one frame. What is wrong inside a value fails its own call; anything else throws. */
export function readReplies<R extends Request>(reader: Reader, replies: Replies<R>): void {
  for (let left = reader.arrayHeader(); left > 0; left--) {
    const parts = reader.arrayHeader();
    const type = reader.unsigned();
    if (type === WorkerMessage.refused) {
      readRefusal(reader, replies);
      continue;
    }
    if (parts !== arities[type])
      throw new DecodingFailure(`it has a message of type ${type} with ${parts} parts`);
    // The output was read before the frame came here: see transport/after-output.ts.
    if (type === printed) continue;
    if (type === frameWanted) {
      replies.frameWanted();
      continue;
    }
    const subject = reader.unsigned();
    if (type === returned || type === failed) readAnswer(reader, replies, subject, type === failed);
    else if (type === typeDefined) replies.references.defineType(subject, readNames(reader));
    else if (type === callback) readInvocation(reader, replies, subject, false);
    else if (type === threadCallback) readInvocation(reader, replies, subject, true);
    else if (type === callbackDropped) replies.hostObjects.drop(subject, reader.unsigned());
    else replies.sent.detach(subject);
  }
  if (reader.at !== reader.end) throw new DecodingFailure("its messages are followed by other bytes");
}

function readRefusal(reader: Reader, replies: Pick<Replies<Request>, "refused">): void {
  const reason = decodeValue(reader) as { readonly code?: unknown; readonly message?: unknown } | null;
  replies.refused(String(reason?.code ?? "ProtocolError"), String(reason?.message ?? "no reason given"));
}

function readNames(reader: Reader): string[] {
  const names = decodeValue(reader);
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string"))
    throw new DecodingFailure("it introduces a type without names");
  return names;
}

function readInvocation(
  reader: Reader,
  { callbacks }: { readonly callbacks: CallbackQueue },
  id: number,
  fromThread: boolean,
): void {
  const number = reader.unsigned();
  const size = reader.binaryHeader();
  const start = reader.advance(size);
  const after = reader.at;
  reader.at = start;
  callbacks.invoke(id, number, reader, size, fromThread);
  reader.resume(after);
}

function readAnswer<R extends Request>(
  reader: Reader,
  replies: Replies<R>,
  id: number,
  failed: boolean,
): void {
  const empty = reader.bytes[reader.at] === nil;
  const size = empty ? reader.advance(1) * 0 : reader.binaryHeader();
  const start = reader.advance(size);
  const request = replies.sent.answered(id);
  if (empty && !failed) {
    request.fulfil(undefined);
    return;
  }
  const after = reader.at;
  let value: unknown;
  try {
    reader.at = start;
    // An exception lives as long as its error, which may leave the scope.
    replies.references.reading = failed ? undefined : request;
    // Also for a cancelled call: the references in its result have to be released.
    value = decodeExactly(reader, size);
  } catch (error) {
    reader.resume(after);
    request.fail(notDecodable(error, request, replies.pid));
    return;
  } finally {
    replies.references.reading = undefined;
  }
  if (failed) replies.sent.failed(request, replies.errors.failureOf(value, request.symbol));
  else request.fulfil(value);
}

function notDecodable(cause: unknown, request: Request, pid: number): SnakebridgeError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SnakebridgeError("NotDecodable", `the answer of ${request.symbol} cannot be read: ${why}`, {
    symbol: request.symbol,
    pid,
    executed: "yes",
    cause,
  });
}
