import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { WaitingThread } from "../connection/request.ts";
import { SnakebridgeError } from "../errors.ts";
import { Flag } from "../wire/flags.ts";
import type { Call } from "./call.ts";
import { defaultDispatcher } from "./default-dispatcher.ts";
import type { Dispatcher, Route } from "./dispatcher.ts";
import { isUsableIn, requireEnvironment } from "./environments.ts";
import { objectsOfTwoWorkers, staleReference, staleResult } from "./reference.ts";
import { asCall, callOf, Remote, type RemoteState, stateOf } from "./remote.ts";
import { currentScope, type Scope } from "./scope.ts";
import { watchKept } from "./unsent-calls.ts";

/** Returns the dispatcher that the call itself names, or else its nearest argument's, or else the enclosing session's. */
export function dispatcherOf(call: Call, remotes: readonly Remote[]): Dispatcher {
  const chosen = chosenDispatcher(call);
  if (chosen !== undefined) return chosen;
  for (const remote of remotes) {
    const dispatcher = dispatcherOfRemote(stateOf(remote));
    if (dispatcher !== undefined) return dispatcher;
  }
  return dispatcherAround(call.scope, call.environment);
}

function dispatcherOfRemote(state: RemoteState): Dispatcher | undefined {
  if (state.kind === "object") return state.connection.dispatcher;
  const dispatcher = state.kind === "call" ? (chosenDispatcher(state) ?? state.home?.dispatcher) : undefined;
  const isNamed = state.environment !== undefined && state.environment !== defaultEnvironment;
  return dispatcher ?? (isNamed ? dispatcherAround(undefined, state.environment) : undefined);
}

/** Returns the dispatcher of calls that name none: the enclosing session's, or else the default pool. */
export function ambientDispatcher(environment?: string): Dispatcher {
  return dispatcherAround(currentScope(), environment);
}

/** An enclosing session takes only calls of its environment. */
function dispatcherAround(scope: Scope | undefined, environment: string | undefined): Dispatcher {
  const around = scope?.dispatcher;
  if (around !== undefined && isUsableIn(environment, around)) return around;
  return defaultDispatcher(environment);
}

function chosenDispatcher({ options }: Call): Dispatcher | undefined {
  return options.session ?? options.pool;
}

/**
 * Routes a call and, before it, every call that it needs. They go to the connection that has their arguments, or else to the
 * pool's choice.
 */
export function planRoute(call: Call, dispatcher: Dispatcher, remotes: readonly Remote[]): void {
  const pinned = call.options.session !== undefined;
  if (call.environment !== undefined) requireEnvironment(call, dispatcher);
  if (remotes.length === 0) {
    const route = dispatcher.connect(call.thread && waitingOf(call.thread));
    if (pinned) pin(call, route);
    follow([call], route);
    return;
  }
  const plan = new Plan(call, remotes);
  const needed = plan.needed.map((remote) => callOf(remote));
  const there = plan.route instanceof Promise ? undefined : plan.route?.dispatcher;
  for (const each of [call, ...needed]) requireEnvironment(each, there ?? dispatcher);
  const route = pinned ? routeInSession(call, dispatcher, plan) : routeOf(call, plan, needed, dispatcher);
  for (const other of needed) if (other.state !== "settled") other.sendWith(route, call.thread, call);
  for (const remote of plan.needed) watchKept(remote);
  pin(call, pinned ? route : plan.route);
  follow([...needed, call], route);
}

function pin(call: Call, route: Route | undefined): void {
  if (route !== undefined && !(route instanceof Promise)) call.pinTo(route);
}

function routeOf(call: Call, plan: Plan, needed: readonly Call[], dispatcher: Dispatcher): Route {
  return (
    plan.route ??
    (needed.map(chosenDispatcher).find(Boolean) ?? dispatcher).connect(call.thread && waitingOf(call.thread))
  );
}

/** Returns the connection of a thread, while that thread waits for the function that makes the call. */
function waitingOf({ answered, connection }: WaitingThread): object | undefined {
  return answered ? undefined : connection;
}

function routeInSession(call: Call, session: Dispatcher, plan: Plan): Route {
  const route = session.connect();
  const isOnOther = plan.route !== undefined && plan.route !== route;
  if (isOnOther && !(route instanceof Promise) && !(plan.route instanceof Promise) && plan.route)
    throw objectsOfTwoWorkers(call.symbol, route, plan.route);
  return route;
}

function follow(calls: readonly Call[], route: Route): void {
  for (const call of calls) if (call.state !== "settled") call.routeTo(route);
  if (!(route instanceof Promise)) {
    for (const call of calls) route.submit(call);
    return;
  }
  route.then(
    (connection) => follow(calls, connection),
    (error: SnakebridgeError) => {
      for (const call of calls) call.fail(error);
    },
  );
}

interface Step {
  readonly call: Call;
  readonly remotes: readonly Remote[];
  next: number;
}

/** Finds the calls that must be sent before a call. A stack replaces recursion, because chains may be long. */
class Plan {
  /** Unsent calls, each after the calls that it needs. */
  readonly needed: Remote[] = [];
  /** The connection of the arguments that exist already. */
  route: Route | undefined;
  readonly #seen = new Map<Call, "open" | "done">();

  constructor(root: Call, remotes: readonly Remote[]) {
    this.#seen.set(root, "open");
    const path: { readonly step: Step; readonly made: Remote | undefined }[] = [
      { step: { call: root, remotes, next: 0 }, made: undefined },
    ];
    while (path.length > 0) {
      const { step, made } = path[path.length - 1]!;
      const remote = step.remotes[step.next++];
      if (remote === undefined) {
        path.pop();
        this.#seen.set(step.call, "done");
        if (made !== undefined) this.needed.push(made);
        continue;
      }
      const call = asCall(remote);
      if (call === undefined) {
        this.#meet(remote);
        continue;
      }
      if (call.state !== "settled") step.call.need(call);
      if (this.#isUnsent(call)) path.push({ step: { call, remotes: call.remotes, next: 0 }, made: remote });
    }
  }

  /** Records where the result of `call` is or will be. Returns true when it must be sent first. */
  #isUnsent(call: Call): boolean {
    if (call.state === "described") {
      const seen = this.#seen.get(call);
      if (seen === "open")
        throw new SnakebridgeError("NotEncodable", `${call.symbol} takes its own result as an argument`);
      this.#seen.set(call, seen ?? "open");
      return seen === undefined;
    }
    if (call.id === 0 && call.route !== undefined) {
      // Routed, but not sent yet: its result can still be kept.
      call.keepResult();
      this.#liveAt(call.route);
    } else if ((call.flags & Flag.keep) !== 0) {
      if (call.home!.ended) throw staleResult(call);
      this.#liveAt(call.home!);
    } else if (call.value instanceof Remote) {
      this.#meet(call.value);
    }
    return false;
  }

  #meet(remote: Remote): void {
    const state = stateOf(remote);
    if (state.kind !== "object") return;
    if (state.released || state.connection.ended) throw staleReference(state);
    this.#liveAt(state.connection);
  }

  #liveAt(route: Route): void {
    this.route ??= route;
  }
}
