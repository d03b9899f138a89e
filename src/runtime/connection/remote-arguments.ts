import { UnencodableArgument } from "../call/arguments.ts";
import { watchKept } from "../call/unsent-calls.ts";
import { encodeValue } from "../codec/encode.ts";
import { Extension } from "../codec/extension.ts";
import { EncodingFailure } from "../codec/failure.ts";
import { encodeText } from "../codec/text.ts";
import type { RemoteWriter, Writer } from "../codec/writer.ts";
import { SnakebridgeError } from "../errors.ts";
import { nameOf } from "../host/callbacks.ts";
import { sourceOf } from "../host/host-iterables.ts";
import type { WaitingThread } from "../host/waiting-thread.ts";
import { writeThrown } from "../host/write-thrown.ts";
import { namesOf } from "../object/classes.ts";
import { invocationOf, LazyCall } from "../object/py-call.ts";
import { type Attribute, Remote, stateOf } from "../object/remote.ts";
import { isCoroutine } from "../program/coroutine.ts";
import { signatureOf } from "../program/signature.ts";
import { Flag } from "../wire/flags.ts";
import type { Connection } from "./connection.ts";
import type { Request } from "./dispatcher.ts";
import { requireEnvironment } from "./environments.ts";
import { objectsOfTwoWorkers, type Reference, staleReference, staleResult } from "./reference.ts";
import { type CallFailure, Thrown } from "./thrown.ts";
import { Elsewhere } from "./wrong-worker-error.ts";

/** Another call failed whose result was wanted as an argument. */
export class DependencyFailed extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super("a call that was passed as an argument failed");
    this.failure = failure;
  }
}

/** Writes what an argument can be beside a value: references, calls that are still pending, attributes, generated classes and functions. */
export class RemoteArguments implements RemoteWriter {
  /** Calls that must be sent, or answered, before the one that is being written. */
  readonly missing: LazyCall<unknown>[] = [];
  readonly #connection: Connection;
  #writing: Request | undefined;
  /** An answer to Python may be read before the calls that were sent before it have run. */
  #answering = false;
  /** Calls that wait for what they need to be written. */
  readonly #open = new Set<Request>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** What is written next are arguments of `request`. */
  begin(request: Request): void {
    this.#writing = request;
    this.missing.length = 0;
  }

  writeRemote(writer: Writer, value: object, depth: number): boolean {
    if (value instanceof LazyCall) this.#writeCall(writer, value, depth);
    else if (value instanceof Remote) this.#writeRemote(writer, stateOf(value) as Reference | Attribute);
    else if (typeof value === "function") this.#writeFunction(writer, value);
    else if (value instanceof Thrown) writeThrown(writer, value.value, this.#connection.hostObjects);
    else return this.#writeIterable(writer, value);
    return true;
  }

  #writeIterable(writer: Writer, value: object): boolean {
    const iterable = sourceOf(value);
    if (iterable === undefined) return false;
    const start = writer.beginExtension(Extension.iterable);
    writer.arrayHeader(2);
    writer.unsigned(iterable.form);
    this.#writeCallback(writer, iterable.source);
    writer.endExtension(start);
    return true;
  }

  #writeRemote(writer: Writer, state: Reference | Attribute): void {
    if (state.kind === "object") this.#writeReference(writer, state);
    else this.#writeSymbol(writer, state);
  }

  #writeReference(writer: Writer, reference: Reference): void {
    if (reference.released || reference.connection.ended) throw staleReference(reference);
    if (reference.connection !== this.#connection) throw new Elsewhere(reference.connection);
    writeNumber(writer, Extension.reference, reference.handle);
  }

  #writeCall(writer: Writer, lazy: LazyCall<unknown>, depth: number): void {
    const call = invocationOf(lazy);
    if (call.id !== 0 && (call.flags & Flag.keep) !== 0 && (call.settled || !this.#answering)) {
      if (call.home!.ended) throw staleResult(call);
      if (call.home !== this.#connection) throw new Elsewhere(call.home!);
      if (!call.settled) this.#writing?.need(call);
      const takesResult = (call.flags & Flag.quiet) === 0 || this.#writing?.takesResultOf(lazy);
      writeNumber(writer, takesResult ? Extension.result : Extension.pending, call.id);
    } else if (call.failure !== undefined) {
      throw new DependencyFailed(call.failure);
    } else if (call.settled) {
      encodeValue(writer, call.value, depth);
    } else if (this.#open.has(call)) {
      throw new EncodingFailure("it is the result of this very call");
    } else {
      this.missing.push(lazy);
      writer.byte(0xc0);
    }
  }

  /** Generated classes and functions are Python's; any other function is this program's. */
  #writeFunction(writer: Writer, value: { readonly name?: unknown; readonly length?: unknown }): void {
    const names = namesOf(value);
    if (names === undefined) this.#writeCallback(writer, value);
    else this.#writeSymbol(writer, names);
  }

  #writeSymbol(
    writer: Writer,
    generated: { readonly symbol: string; readonly environment: string | undefined },
  ): void {
    requireEnvironment(generated, this.#connection.dispatcher);
    const start = writer.beginExtension(Extension.symbol);
    writer.raw(Buffer.from(generated.symbol));
    writer.endExtension(start);
  }

  #writeCallback(writer: Writer, value: { readonly name?: unknown; readonly length?: unknown }): void {
    const start = writer.beginExtension(Extension.callback);
    const isAwaited = isCoroutine(value);
    writer.arrayHeader(isAwaited ? 4 : 3);
    writer.unsigned(this.#connection.hostObjects.stage(value));
    encodeText(writer, nameOf(value));
    encodeValue(writer, signatureOf(value) ?? (typeof value.length === "number" ? value.length : null));
    if (isAwaited) writer.byte(0xc3);
    writer.endExtension(start);
  }

  /** Writes answers to Python by `write`. */
  answer<T>(write: () => T): T {
    this.#writing = undefined;
    this.#answering = true;
    try {
      return write();
    } finally {
      this.#answering = false;
    }
  }

  /** Sends what an answer needs, to be run by the thread that waits for it; settles when it is answered itself. */
  async settle(missing: readonly LazyCall<unknown>[], thread: WaitingThread | undefined): Promise<void> {
    const answers = missing.map((lazy) => {
      const call = invocationOf(lazy);
      if (call.route === undefined) {
        call.thread = thread;
        call.accompany(this.#connection);
        watchKept(lazy);
        this.#connection.submit(call);
      }
      return call.answer;
    });
    await Promise.allSettled(answers);
  }

  /** Sends the missing calls first. False when `request` has to wait for answers and will be submitted again. */
  provide(missing: readonly LazyCall<unknown>[], request: Request): boolean {
    this.#open.add(request);
    const answers = missing
      .map((lazy) => this.#provideOne(lazy, request))
      .filter((answer) => answer !== undefined);
    this.#open.delete(request);
    if (answers.length === 0) return true;
    void Promise.allSettled(answers).then(() => this.#connection.submit(request));
    return false;
  }

  /** What to wait for when the call is on its way already and its result will not stay. */
  #provideOne(lazy: LazyCall<unknown>, { thread }: Request): Promise<unknown> | undefined {
    const call = invocationOf(lazy);
    requireEnvironment(call, this.#connection.dispatcher);
    const here = call.route === undefined || call.route === this.#connection;
    if (call.id === 0 && here) {
      if (call.route === undefined) call.accompany(this.#connection);
      call.thread = thread ?? call.thread;
      call.flags |= Flag.keep;
      watchKept(lazy);
      this.#connection.write(call);
      return undefined;
    }
    // The same call may be wanted twice; then it is here by now.
    const stays = call.id !== 0 && (call.flags & Flag.keep) !== 0;
    return stays || call.settled ? undefined : call.answer;
  }

  explain(error: unknown, request: Request): CallFailure {
    if (error instanceof SnakebridgeError) return error;
    const facts = {
      symbol: request.symbol,
      pid: this.#connection.pid,
      executed: "no",
      cause: error,
    } as const;
    if (error instanceof DependencyFailed) return error.failure;
    if (error instanceof Elsewhere)
      return objectsOfTwoWorkers(request.symbol, this.#connection, error.connection);
    if (error instanceof UnencodableArgument || error instanceof EncodingFailure)
      return new SnakebridgeError("NotEncodable", `${request.symbol}: ${error.message}`, {
        ...facts,
        cause: undefined,
      });
    return new SnakebridgeError(
      "NotEncodable",
      `${request.symbol}: an argument threw while it was read`,
      facts,
    );
  }
}

function writeNumber(writer: Writer, code: number, value: number): void {
  const start = writer.beginExtension(code);
  writer.unsigned(value);
  writer.endExtension(start);
}
