import { UnencodableArgument } from "../call/arguments.ts";
import type { Call } from "../call/call.ts";
import type { PoolConnection } from "../call/dispatcher.ts";
import { requireEnvironment } from "../call/environments.ts";
import { objectsOfTwoWorkers, type Reference, staleReference, staleResult } from "../call/reference.ts";
import { callOf, Remote, stateOf } from "../call/remote.ts";
import { watchKept } from "../call/unsent-calls.ts";
import { encodeValue } from "../codec/encode.ts";
import { Extension } from "../codec/extension.ts";
import { EncodingFailure } from "../codec/failure.ts";
import { encodeText } from "../codec/text.ts";
import type { Writer } from "../codec/writer.ts";
import { type CallFailure, DependencyFailed, Thrown } from "../connection/call-failure.ts";
import type { ArgumentWriter as ConnectionWriter } from "../connection/collaborators.ts";
import type { WaitingThread } from "../connection/request.ts";
import { SnakebridgeError } from "../errors.ts";
import { type AnswerWriter, nameOf } from "../host/callbacks.ts";
import { isCoroutine } from "../host/coroutine.ts";
import { sourceOf } from "../host/host-iterables.ts";
import type { HostObjects } from "../host/host-objects.ts";
import { signatureOf } from "../host/signature.ts";
import { writeThrown } from "../host/write-thrown.ts";
import { Flag } from "../wire/flags.ts";
import { namesOf } from "./classes.ts";
import { writeException } from "./write-exception.ts";
import { WrongWorkerError } from "./wrong-worker-error.ts";

/** Writes arguments that are not values: references, pending calls, attributes, functions, generated classes. */
export class ArgumentWriter implements ConnectionWriter<Call>, AnswerWriter {
  /** Calls that must be sent, or answered, before the call that is being written. */
  readonly missing: Remote[] = [];
  readonly #connection: PoolConnection;
  readonly #objects: HostObjects;
  #writing: Call | undefined;
  /** Python may read an answer before it has run the calls that were sent before it. */
  #answering = false;
  /** Calls that wait until the calls that they need are written. */
  readonly #open = new Set<Call>();

  constructor(connection: PoolConnection, objects: HostObjects) {
    this.#connection = connection;
    this.#objects = objects;
  }

  begin(call: Call): void {
    this.#writing = call;
    this.missing.length = 0;
  }

  beginAnswer(): void {
    this.missing.length = 0;
  }

  writeRemote(writer: Writer, value: object, depth: number): boolean {
    if (value instanceof Remote) this.#writeRemote(writer, value, depth);
    else if (typeof value === "function") this.#writeFunction(writer, value);
    else if (value instanceof Thrown) writeThrown(writer, value.value, this.#objects, writeException);
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

  #writeRemote(writer: Writer, remote: Remote, depth: number): void {
    const state = stateOf(remote);
    if (state.kind === "call") this.#writeCall(writer, remote, state, depth);
    else if (state.kind === "object") this.#writeReference(writer, state);
    else this.#writeSymbol(writer, state);
  }

  #writeReference(writer: Writer, reference: Reference): void {
    if (reference.released || reference.connection.ended) throw staleReference(reference);
    if (reference.connection !== this.#connection) throw new WrongWorkerError(reference.connection);
    writeNumber(writer, Extension.reference, reference.handle);
  }

  #writeCall(writer: Writer, remote: Remote, call: Call, depth: number): void {
    if (call.id !== 0 && (call.flags & Flag.keep) !== 0 && (call.state === "settled" || !this.#answering)) {
      if (call.home!.ended) throw staleResult(call);
      if (call.home !== this.#connection) throw new WrongWorkerError(call.home!);
      if (call.state !== "settled") this.#writing?.need(call);
      const takesResult = (call.flags & Flag.quiet) === 0 || this.#writing?.takesResultOf(remote);
      writeNumber(writer, takesResult ? Extension.result : Extension.pending, call.id);
    } else if (call.failure !== undefined) {
      throw new DependencyFailed(call.failure);
    } else if (call.state === "settled") {
      encodeValue(writer, call.value, depth);
    } else if (this.#open.has(call)) {
      throw new EncodingFailure("it is the result of the call to which it is passed");
    } else {
      this.missing.push(remote);
      writer.byte(0xc0);
    }
  }

  /** Writes a generated class or function as a symbol, and any other function as a callback. */
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
    writer.unsigned(this.#objects.stage(value));
    encodeText(writer, nameOf(value));
    encodeValue(writer, signatureOf(value) ?? (typeof value.length === "number" ? value.length : null));
    if (isAwaited) writer.byte(0xc3);
    writer.endExtension(start);
  }

  answer<T>(write: () => T): T {
    this.#writing = undefined;
    this.#answering = true;
    try {
      return write();
    } finally {
      this.#answering = false;
    }
  }

  async settle(thread: WaitingThread | undefined): Promise<void> {
    const answers = this.#takeMissing().map(([remote, call]) => {
      if (call.route === undefined) {
        call.sendWith(this.#connection, thread);
        watchKept(remote);
        this.#connection.submit(call);
      }
      return call.answer;
    });
    await Promise.allSettled(answers);
  }

  provide(call: Call): boolean {
    this.#open.add(call);
    const answers = this.#takeMissing()
      .map(([remote, other]) => this.#provideOne(remote, other, call))
      .filter((answer) => answer !== undefined);
    this.#open.delete(call);
    if (answers.length === 0) return true;
    call.postpone();
    void Promise.allSettled(answers).then(() => {
      // Another call that needs it may have sent it.
      if (call.state === "routed") this.#connection.submit(call);
    });
    return false;
  }

  #takeMissing(): [Remote, Call][] {
    return this.missing.splice(0).map((remote) => [remote, callOf(remote)]);
  }

  /** Returns a promise to wait for: of a call that is not sent yet, or that was sent without keeping its result. */
  #provideOne(remote: Remote, call: Call, { thread }: Call): Promise<unknown> | undefined {
    if (call.state === "settled") return undefined;
    requireEnvironment(call, this.#connection.dispatcher);
    const here = call.route === undefined || call.route === this.#connection;
    if (call.id === 0 && here) {
      if (call.route === undefined) call.sendWith(this.#connection, thread);
      else call.runOn(thread);
      call.keepResult();
      watchKept(remote);
      this.#connection.write(call);
      // It may itself wait for the reply of another call.
      return call.state === "routed" ? call.answer : undefined;
    }
    // The same call may be an argument twice. Then it has been written already.
    const stays = call.id !== 0 && (call.flags & Flag.keep) !== 0;
    return stays ? undefined : call.answer;
  }

  refuse(call: Call, error: unknown): void {
    if (call.state === "settled") return;
    if (error instanceof WrongWorkerError && call.home === undefined) call.move(error.connection);
    else call.fail(this.#explain(call, error));
  }

  #explain({ symbol }: Call, error: unknown): CallFailure {
    if (error instanceof SnakebridgeError) return error;
    if (error instanceof DependencyFailed) return error.failure;
    if (error instanceof WrongWorkerError)
      return objectsOfTwoWorkers(symbol, this.#connection, error.connection);
    const { pid } = this.#connection;
    if (error instanceof UnencodableArgument || error instanceof EncodingFailure)
      return new SnakebridgeError("NotEncodable", `${symbol}: ${error.message}`, {
        symbol,
        pid,
        executed: "no",
      });
    return new SnakebridgeError("NotEncodable", `${symbol}: reading an argument threw an error`, {
      symbol,
      pid,
      executed: "no",
      cause: error,
    });
  }
}

function writeNumber(writer: Writer, code: number, value: number): void {
  const start = writer.beginExtension(code);
  writer.unsigned(value);
  writer.endExtension(start);
}
