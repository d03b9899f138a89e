import { DecodingFailure } from "../codec/failure.ts";
import { Reader } from "../codec/reader.ts";
import { Writer } from "../codec/writer.ts";
import { isErrorCode } from "../error-codes.ts";
import { Callbacks } from "../host/callbacks.ts";
import { HostObjects } from "../host/host-objects.ts";
import type { WaitingThread } from "../host/waiting-thread.ts";
import type { LazyCall } from "../object/py-call.ts";
import { ReferenceTable } from "../object/reference-table.ts";
import type { Carrier } from "../transport/carrier.ts";
import type { Frame } from "../wire/frame.ts";
import { type ConnectionEnd, failureAt } from "./connection-end.ts";
import type { ConnectionOwner, Dispatcher, Request } from "./dispatcher.ts";
import { Releases } from "./releases.ts";
import { RemoteArguments } from "./remote-arguments.ts";
import { type Replies, readReplies } from "./replies.ts";
import { SentCalls } from "./sent-calls.ts";
import { writeCall } from "./write-call.ts";
import { Elsewhere } from "./wrong-worker-error.ts";

/** More would only wait in the socket, where it can neither be cancelled nor be sent to another worker. */
const framesUnderWay = 2;
/** A frame that has grown to this size is sent; what still waits goes into the next one. */
const frameBytes = 1 << 20;

export interface ConnectionOptions {
  readonly pid: number;
  readonly owner: ConnectionOwner;
  /** Largest frame that the worker was told to accept. */
  readonly maxFrameBytes?: number;
  /** After this one, call ids begin again, without those that are still in use. 32 bits unless told. */
  readonly largestId?: number;
}

/**
 * The calls of one worker: ids, frames, references. The pool makes one per incarnation of a worker, attaches the carrier
 * once the greeting is done, passes on its frames, and calls `fail` when the worker is gone.
 */
export class Connection implements Replies {
  readonly pid: number;
  readonly references: ReferenceTable = new ReferenceTable(this);
  /** Sessions that are pinned to it; other calls keep away where they can. */
  sessions = 0;
  readonly hostObjects: HostObjects = new HostObjects();
  readonly callbacks: Callbacks = new Callbacks(this);
  readonly #owner: ConnectionOwner;
  readonly #writer: Writer;
  readonly #arguments: RemoteArguments;
  #carrier: Carrier | undefined;
  #end: ConnectionEnd | undefined;
  readonly sent: SentCalls;
  #waiting: Request[] = [];
  readonly #releases = new Releases();
  #scheduled = false;
  /** Among the calls that wait there is one for a thread of Python's that waits for it. */
  #urgent = false;
  #wakes = false;

  constructor(options: ConnectionOptions) {
    this.pid = options.pid;
    this.#owner = options.owner;
    this.sent = new SentCalls(options.largestId ?? 2 ** 32 - 1);
    this.#arguments = new RemoteArguments(this);
    this.#writer = new Writer(this.#arguments, options.maxFrameBytes);
  }

  /** Calls that wait here or are under way. */
  get load(): number {
    return this.#waiting.length + this.sent.size;
  }

  /** How little it has to do, for who chooses between connections. */
  get busyness(): number {
    return this.load + this.sessions;
  }

  /** Whose worker it is. */
  get dispatcher(): Dispatcher | undefined {
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

  /** Whether the worker still owes the answer to this call. */
  awaits(id: number): boolean {
    return this.sent.has(id);
  }

  /** The call that the worker is at: the oldest without an answer that it did not put aside; 0 when there is none. */
  get running(): number {
    return this.sent.running;
  }

  submit(request: Request): void {
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
    this.#waiting.push(request);
    if (this.#isForThread(request)) this.#urgent = true;
    this.schedule();
  }

  /** What it asked for is not wanted any more. Without `insist`, a worker that goes on with it is let. */
  abandon(request: Request, insist = true): void {
    if (request.id !== 0) {
      if (this.sent.has(request.id)) this.#owner.interrupt(this, request.id, insist);
      return;
    }
    const index = this.#waiting.indexOf(request);
    if (index >= 0) this.#waiting.splice(index, 1);
    this.#rest();
  }

  /** Lets an object go that was received `count` times. Travels with the next frame. */
  release(handle: number, count: number): void {
    this.#releases.release(handle, count);
    this.schedule();
  }

  /** Lets the kept result of a call go. */
  forget(id: number): void {
    this.sent.forget(id);
    this.#releases.forget(id);
    this.schedule();
  }

  /** Every call is told why it is not wanted any more; what runs is interrupted. */
  giveUp(end: ConnectionEnd): void {
    for (const request of this.#waiting.splice(0)) request.fail(failureAt(end, request, this.pid));
    for (const [id, request] of this.sent.entries()) {
      request.fail(failureAt(end, request, this.pid));
      this.#owner.interrupt(this, id);
    }
    this.#rest();
  }

  /** The worker is gone: every call is told so, and nothing that lived there can be used again. */
  fail(end: ConnectionEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    const sent = this.sent.clear();
    const waiting = this.#waiting;
    this.#waiting = [];
    this.callbacks.clear();
    this.hostObjects.clear();
    this.#carrier?.unref();
    for (const request of sent) request.fail(failureAt(end, request, this.pid));
    for (const request of waiting) request.reroute(failureAt(end, request, this.pid));
  }

  readonly onFrame = (frame: Frame): void => {
    if (this.#end !== undefined) return;
    try {
      readReplies(new Reader(frame.head, frame.segments, this.references), this);
    } catch (error) {
      if (!(error instanceof DecodingFailure)) throw error;
      this.fail({ code: "ProtocolError", message: `the worker sent a frame that is none: ${error.message}` });
      this.#carrier?.close();
      return;
    }
    if (this.#waiting.length > 0) this.schedule();
    this.#rest();
  };

  wake(): void {
    this.#wakes = true;
    this.schedule();
  }

  refused(code: string, message: string): void {
    this.fail({
      code: isErrorCode(code) ? code : "ProtocolError",
      message: `the worker closed the connection: ${message}`,
    });
  }

  /** Sends at the end of the tick, so that all calls of the tick share a frame. */
  schedule(): void {
    if (this.#scheduled || this.#carrier === undefined || this.#end !== undefined) return;
    this.#scheduled = true;
    process.nextTick(this.#flush);
  }

  readonly #flush = (): void => {
    this.#scheduled = false;
    if (this.#carrier === undefined || this.#end !== undefined) return;
    const sendable = this.#sendable;
    if (!sendable && !this.#releases.pending && !this.callbacks.pending && !this.#wakes) return;
    const writer = this.#writer;
    const start = writer.beginArray32();
    let messages = this.#releases.write(writer) + this.#writeAnswers();
    if (sendable) messages += this.#writeCalls();
    if (messages === 0 && !this.#wakes) {
      writer.discard();
    } else {
      this.#wakes = false;
      writer.patchCount(start, messages);
      this.#carrier.send(writer.take());
    }
    if (this.#sendable || this.callbacks.pending) this.schedule();
    this.#rest();
  };

  get #sendable(): boolean {
    return this.#waiting.length > 0 && (this.#hasRoom || this.#urgent);
  }

  /** Each callback under way may have frames wait for it that are in the worker's hands already. */
  get #hasRoom(): boolean {
    return this.sent.frames < framesUnderWay + this.callbacks.underWay;
  }

  #isForThread({ thread }: Request): boolean {
    return thread !== undefined && thread.connection === this && !thread.answered;
  }

  #writeAnswers(): number {
    if (!this.callbacks.pending) return 0;
    return this.#arguments.answer(() => this.callbacks.write(this.#writer, frameBytes));
  }

  takeMissing(): LazyCall<unknown>[] {
    return this.#arguments.missing.splice(0);
  }

  settle(missing: readonly LazyCall<unknown>[], thread: WaitingThread | undefined): Promise<void> {
    return this.#arguments.settle(missing, thread);
  }

  /** Writes waiting calls until the frame is full; where there is no room, those only that a thread waits for. */
  #writeCalls(): number {
    const before = this.sent.size;
    const hasRoom = this.#hasRoom;
    if (!hasRoom) this.#waiting.sort((a, b) => +this.#isForThread(b) - +this.#isForThread(a));
    let taken = 0;
    // By index: writing a call may add to what waits.
    while (taken < this.#waiting.length && this.#writer.size < frameBytes) {
      if (!hasRoom && !this.#isForThread(this.#waiting[taken]!)) break;
      const request = this.#waiting[taken++]!;
      if (request.id === 0 && !request.settled) this.write(request);
    }
    this.#waiting.splice(0, taken);
    this.#urgent &&= this.#waiting.some((request) => this.#isForThread(request));
    const written = this.sent.size - before;
    if (written > 0) this.sent.endFrame();
    return written;
  }

  /** Writes a call into the frame, and before it the calls that it needs. */
  write(request: Request): void {
    const writer = this.#writer;
    let mark = writer.mark();
    try {
      for (;;) {
        this.#arguments.begin(request);
        const { thread } = request;
        const invocation = this.#isForThread(request) ? thread?.invocation : undefined;
        writeCall(writer, request, this.sent.freeId(), invocation);
        if (this.#arguments.missing.length === 0) break;
        writer.rollback(mark);
        this.hostObjects.discard();
        if (!this.#arguments.provide(this.#arguments.missing.splice(0), request)) return;
        // What was provided stays in the frame.
        mark = writer.mark();
      }
      this.hostObjects.commit();
      const id = this.sent.freeId();
      request.written(this, id);
      this.sent.add(id, request);
    } catch (error) {
      writer.rollback(mark);
      this.hostObjects.discard();
      if (error instanceof Elsewhere && request.home === undefined) request.move(error.connection);
      else request.fail(this.#arguments.explain(error, request));
    }
  }

  /** Nothing to wait for: the program may end. */
  #rest(): void {
    if (this.load === 0) this.#carrier?.unref();
  }
}
