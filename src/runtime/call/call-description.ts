import { Flag } from "../wire/flags.ts";
import type { Arguments } from "./arguments.ts";
import { type CallOptions, mergeOptions } from "./call-options.ts";
import type { CallSite } from "./call-site.ts";
import { Remote, type RemoteState } from "./remote.ts";
import { currentScope, type Scope } from "./scope.ts";

export const noArguments: Arguments = { args: undefined, kwargs: undefined };
const none: readonly Remote[] = [];

type Writable = { -readonly [Name in keyof CallDescription]: CallDescription[Name] };

/** The content of a call: its operation, arguments, options and call site. Complete before the call is sent. */
export abstract class CallDescription {
  readonly op: number;
  /** The call's name in errors. */
  readonly symbol: string;
  /** The operands of the operation: a symbol, an object, the name of a member. */
  readonly lead: readonly unknown[];
  readonly arguments: Arguments;
  readonly flags: number;
  readonly options: CallOptions = {};
  /** The lines of the program that made the call. */
  readonly site: CallSite | undefined;
  /** Objects that arrive in its result belong to this scope. */
  readonly scope: Scope | undefined = currentScope();
  /** The environment whose workers can run it; absent: it runs where its arguments are. */
  readonly environment: string | undefined;
  /** Texts that Python code of the call can read. */
  readonly metadata: Record<string, string> | undefined;
  /** Its arguments are operands: it takes the results of coroutines among them. */
  readonly isOperator: boolean = false;

  constructor(
    op: number,
    symbol: string,
    lead: readonly unknown[],
    args: Arguments = noArguments,
    flags = 0,
    site?: CallSite,
  ) {
    this.op = op;
    this.symbol = symbol;
    this.lead = lead;
    this.arguments = args;
    this.flags = flags;
    this.site = site;
  }

  /** Adds options to the existing ones. */
  addOptions(options: CallOptions): void {
    (this as Writable).options = mergeOptions(this.options, options);
    (this as Writable).scope = options.session?.scope ?? this.scope;
    this.#setLoopFlags();
  }

  /** Replaces its options. Its flags stay. */
  replaceOptions(options: CallOptions): void {
    (this as Writable).options = options;
  }

  /** Takes the options of a session's or a pool's own `call`. No argument can then route it to another environment. */
  bindTo(options: CallOptions): void {
    (this as Writable).options = options;
    (this as Writable).environment = (options.session ?? options.pool)?.environment;
    (this as Writable).scope = options.session?.scope ?? this.scope;
  }

  /** Its subject is the result of another call, or an object. That one's options and session apply to it too. */
  follow(subject: RemoteState): void {
    if (subject.kind !== "object") (this as Writable).environment = subject.environment;
    if (subject.kind === "call") {
      (this as Writable).options = subject.options;
      this.#setLoopFlags();
      if (subject.options.session !== undefined) (this as Writable).scope = subject.scope;
    } else if (subject.kind === "object" && subject.scope?.dispatcher !== undefined) {
      (this as Writable).scope ??= subject.scope;
    }
  }

  setEnvironment(environment: string | undefined): void {
    (this as Writable).environment = environment;
  }

  /** Marks its arguments as operands. */
  markOperator(): void {
    (this as Writable).isOperator = true;
  }

  /** Sets the call site that its errors show. */
  placeAt(site: CallSite | undefined): void {
    (this as Writable).site = site;
  }

  /** Returns its metadata, for the caller to add to. */
  openMetadata(): Record<string, string> {
    const metadata = this.metadata ?? {};
    (this as Writable).metadata = metadata;
    return metadata;
  }

  /** The remotes among its arguments. Remotes inside other values are found when the arguments are written. */
  get remotes(): readonly Remote[] {
    let remotes: Remote[] | undefined;
    const { args, kwargs } = this.arguments;
    for (const list of [this.lead, args, kwargs === undefined ? undefined : Object.values(kwargs)]) {
      if (list === undefined) continue;
      for (const value of list) {
        if (value instanceof Remote) {
          remotes ??= [];
          remotes.push(value);
        }
      }
    }
    return remotes ?? none;
  }

  /** Whether it takes the result of its argument `call` if that is a coroutine. Otherwise it takes the coroutine. */
  takesResultOf(call: object): boolean {
    return this.isOperator || this.lead[0] === call;
  }

  #setLoopFlags(): void {
    const { loop } = this.options;
    if (loop === undefined) return;
    (this as Writable).flags &= ~(Flag.insideLoop | Flag.outsideLoop);
    (this as Writable).flags |= loop ? Flag.insideLoop : Flag.outsideLoop;
  }
}
