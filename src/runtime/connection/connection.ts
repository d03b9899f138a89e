import { DecodingFailure } from "../codec/failure.ts";
import { Reader } from "../codec/reader.ts";
import { Writer } from "../codec/writer.ts";
import { isErrorCode } from "../error-codes.ts";
import type { Carrier } from "../transport/carrier.ts";
import type { Frame } from "../wire/frame.ts";
import type {
  ArgumentWriter,
  CallbackQueue,
  Collaborators,
  ErrorReader,
  HostObjectTable,
  References,
} from "./collaborators.ts";
import { type ConnectionEnd, failureAt } from "./connection-end.ts";
import type { ConnectionOwner } from "./connection-owner.ts";
import { Releases } from "./releases.ts";
import { type Replies, readReplies } from "./replies.ts";
import type { Request } from "./request.ts";
import { RequestQueue } from "./request-queue.ts";
import { SentCalls } from "./sent-calls.ts";
import { writeCall } from "./write-call.ts";

/** More would only wait in the socket, where it can neither be cancelled nor be sent to another worker. */
const mostFramesInFlight = 2;
/** A frame that has grown to this size is sent; the rest of the queue goes into the next one. */
const frameBytes = 1 << 20;

export interface ConnectionOptions<Dispatcher = unknown> {
  readonly pid: number;
  readonly owner: ConnectionOwner<Dispatcher>;
  /** Largest frame that the worker accepts. */
  readonly maxFrameBytes?: number;
  /** After this id, call ids start again from the beginning and skip ids in use. Default: 32 bits. */
  readonly largestId?: number;
}

/**
 * The requests of one worker: ids, frames, replies. The pool creates one connection per incarnation of a worker and attaches
 * the carrier after the handshake. It passes on the worker's frames, and calls `fail` when the worker is gone.
 */
export class Connection<R extends Request = Request, Dispatcher = unknown> implements Replies<R> {
  readonly pid: number;
  /** Sessions that are pinned to it; other calls avoid it where they can. */
  sessions = 0;
  readonly references: References<R>;
  readonly errors: ErrorReader;
  readonly callbacks: CallbackQueue;
  readonly hostObjects: HostObjectTable;
  readonly sent: SentCalls<R>;
  readonly #arguments: ArgumentWriter<R>;
  readonly #owner: ConnectionOwner<Dispatcher>;
  readonly #writer: Writer;
  readonly #queue: RequestQueue<R> = new RequestQueue(
    (request) => request.thread !== undefined && this.#invocationOf(request) !== undefined,
  );
  readonly #releases = new Releases();
  #carrier: Carrier | undefined;
  #end: ConnectionEnd | undefined;
  #isScheduled = false;
  #isFrameWanted = false;

  /** @param collaborate creates the parts that know the content of requests */
  constructor(
    options: ConnectionOptions<Dispatcher>,
    collaborate: (connection: Connection<R, Dispatcher>) => Collaborators<R>,
  ) {
    this.pid = options.pid;
    this.#owner = options.owner;
    this.sent = new SentCalls(options.largestId ?? 2 ** 32 - 1);
    const { references, arguments: writer, errors, callbacks, hostObjects } = collaborate(this);
    this.references = references;
    this.errors = errors;
    this.callbacks = callbacks;
    this.hostObjects = hostObjects;
    this.#arguments = writer;
    this.#writer = new Writer(writer, options.maxFrameBytes);
  }

  /** Requests that are queued or in flight. */
  get load(): number {
    return this.#queue.size + this.sent.size;
  }

  /** How busy it is, for choosing between connections. */
  get busyness(): number {
    return this.load + this.sessions;
  }

  /** What sends calls to its worker. */
  get dispatcher(): Dispatcher {
    return this.#owner.dispatcher;
  }

  /** Why it ended, once it has. */
  get end(): ConnectionEnd | undefined {
    return this.#end;
  }

  /** Objects, kept results and types die with the connection. */
  get ended(): boolean {
    return this.#end !== undefined;
  }

  attach(carrier: Carrier): void {
    this.#carrier = carrier;
    if (this.load > 0) carrier.ref();
    this.schedule();
  }

  /** Whether the worker still owes the reply to this call. */
  awaits(id: number): boolean {
    return this.sent.has(id);
  }

  /** The call that the worker runs: the oldest one in flight that is not detached; 0 when there is none. */
  get running(): number {
    return this.sent.running;
  }

  /** Queues a request. */
  submit(request: R): void {
    if (request.state === "settled") return;
    if (this.#end !== undefined) {
      request.reroute(failureAt(this.#end, request, this.pid));
      return;
    }
    const { load } = this;
    const full = load >= this.#owner.largestLoad ? this.#owner.full() : undefined;
    if (full !== undefined) {
      request.fail(full);
      return;
    }
    if (load === 0) this.#carrier?.ref();
    request.markQueued();
    this.#queue.push(request);
    this.schedule();
  }

  /** No caller needs the result any longer. With `interruptOnly`, a worker that does not stop may continue. */
  cancelRequest(request: R, interruptOnly = false): void {
    if (request.id !== 0) {
      if (this.sent.has(request.id)) this.#owner.interrupt(request.id, interruptOnly);
      return;
    }
    this.#queue.remove(request);
    this.#unrefWhenIdle();
  }

  /** Releases an object that was received `count` times. Travels with the next frame. */
  release(handle: number, count: number): void {
    this.#releases.release(handle, count);
    this.schedule();
  }

  /** Releases the kept result of a call. */
  forget(id: number): void {
    this.sent.forget(id);
    this.#releases.forget(id);
    this.schedule();
  }

  /** Cancels every request: each fails with the reason, and the running ones are interrupted. */
  cancelAll(reason: ConnectionEnd): void {
    for (const request of this.#queue.takeAll()) request.fail(failureAt(reason, request, this.pid));
    for (const [id, request] of this.sent.entries()) {
      request.fail(failureAt(reason, request, this.pid));
      this.#owner.interrupt(id, false);
    }
    this.#unrefWhenIdle();
  }

  /** The worker is gone: requests in flight fail, queued ones are re-routed, and nothing that lived there can be used again. */
  fail(end: ConnectionEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    const sent = this.sent.clear();
    const queued = this.#queue.takeAll();
    this.callbacks.clear();
    this.hostObjects.clear();
    this.#unref();
    for (const request of sent) request.fail(failureAt(end, request, this.pid));
    for (const request of queued) request.reroute(failureAt(end, request, this.pid));
  }

  readonly onFrame = (frame: Frame): void => {
    if (this.#end !== undefined) return;
    try {
      readReplies(new Reader(frame.head, frame.segments, this.references), this);
    } catch (error) {
      if (!(error instanceof DecodingFailure)) throw error;
      this.fail({ code: "ProtocolError", message: `the worker sent an invalid frame: ${error.message}` });
      this.#carrier?.close();
      return;
    }
    if (this.#queue.size > 0) this.schedule();
    this.#unrefWhenIdle();
  };

  frameWanted(): void {
    this.#isFrameWanted = true;
    this.schedule();
  }

  refused(code: string, message: string): void {
    this.fail({
      code: isErrorCode(code) ? code : "ProtocolError",
      message: `the worker closed the connection: ${message}`,
    });
  }

  /** Sends at the end of the tick, so that all requests of the tick share a frame. */
  schedule(): void {
    if (this.#isScheduled || this.#carrier === undefined || this.#end !== undefined) return;
    this.#isScheduled = true;
    process.nextTick(this.#flush);
  }

  readonly #flush = (): void => {
    this.#isScheduled = false;
    if (this.#carrier === undefined || this.#end !== undefined) return;
    const canSend = this.#canSend;
    if (!canSend && !this.#releases.pending && !this.callbacks.pending && !this.#isFrameWanted) return;
    const writer = this.#writer;
    const start = writer.beginArray32();
    let messages = this.#releases.pending ? this.#releases.write(writer) : 0;
    if (this.callbacks.pending) messages += this.#writeAnswers();
    if (canSend) messages += this.#writeRequests();
    if (messages === 0 && !this.#isFrameWanted) {
      writer.discard();
    } else {
      this.#isFrameWanted = false;
      writer.patchCount(start, messages);
      this.#carrier.send(writer.take());
    }
    if (this.#canSend || this.callbacks.pending) this.schedule();
    this.#unrefWhenIdle();
  };

  get #canSend(): boolean {
    return this.#queue.size > 0 && (this.#hasRoom || this.#queue.hasUrgent);
  }

  /** Each running callback may keep frames waiting that the worker has received already. */
  get #hasRoom(): boolean {
    return this.sent.frames < mostFramesInFlight + this.callbacks.running;
  }

  /** Returns the invocation for which a waiting thread of this worker runs the request; absent: the main thread runs it. */
  #invocationOf({ thread }: R): number | undefined {
    return thread?.connection === this && !thread.answered ? thread.invocation : undefined;
  }

  #writeAnswers(): number {
    return this.#arguments.answer(() => this.callbacks.write(this.#writer, frameBytes));
  }

  /** Writes queued requests until the frame is full; without room, only those that a waiting thread runs. */
  #writeRequests(): number {
    const before = this.sent.size;
    const hasRoom = this.#hasRoom;
    while (this.#writer.size < frameBytes) {
      const request = hasRoom ? this.#queue.take() : this.#queue.takeUrgent();
      if (request === undefined) break;
      if (request.state === "queued") this.write(request);
    }
    const written = this.sent.size - before;
    if (written > 0) this.sent.endFrame();
    return written;
  }

  /** Writes a request into the frame, and before it the requests that it needs. */
  write(request: R): void {
    const writer = this.#writer;
    let mark = writer.mark();
    try {
      for (;;) {
        this.#arguments.begin(request);
        const invocation = request.thread === undefined ? undefined : this.#invocationOf(request);
        writeCall(writer, request, this.sent.freeId(), invocation);
        if (this.#arguments.missing.length === 0) break;
        writer.rollback(mark);
        this.hostObjects.discard();
        if (!this.#arguments.provide(request)) return;
        // What was provided stays in the frame.
        mark = writer.mark();
      }
      const id = this.sent.freeId();
      request.markSent(id);
      if (this.hostObjects.hasStaged) this.hostObjects.commit();
      this.sent.add(id, request);
    } catch (error) {
      writer.rollback(mark);
      this.hostObjects.discard();
      this.#arguments.refuse(request, error);
    }
  }

  /** Nothing is in flight or queued: the program may end. */
  #unrefWhenIdle(): void {
    if (this.load === 0) this.#unref();
  }

  #unref(): void {
    if (this.#carrier === undefined) return;
    this.#carrier.unref();
    this.#owner.idle();
  }
}
