import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { WaitingThread } from "../connection/request.ts";
import { SnakebridgeError } from "../errors.ts";
import { Flag } from "../wire/flags.ts";
import type { Call } from "./call.ts";
import { defaultDispatcher } from "./default-dispatcher.ts";
import type { Dispatcher, Route } from "./dispatcher.ts";
import { isAtHome, requireEnvironment } from "./environments.ts";
import { objectsOfTwoWorkers, staleReference, staleResult } from "./reference.ts";
import { asCall, callOf, Remote, type RemoteState, stateOf } from "./remote.ts";
import { currentScope, type Scope } from "./scope.ts";
import { watchKept } from "./unsent-calls.ts";

/** Whose calls these are: what the call itself says, then its nearest arguments, then the session around. */
export function dispatcherOf(call: Call, remotes: readonly Remote[]): Dispatcher {
  const said = chosenDispatcher(call);
  if (said !== undefined) return said;
  for (const remote of remotes) {
    const found = dispatcherOfRemote(stateOf(remote));
    if (found !== undefined) return found;
  }
  return dispatcherAround(call.scope, call.environment);
}

function dispatcherOfRemote(state: RemoteState): Dispatcher | undefined {
  if (state.kind === "object") return state.connection.dispatcher;
  const found = state.kind === "call" ? (chosenDispatcher(state) ?? state.home?.dispatcher) : undefined;
  const isNamed = state.environment !== undefined && state.environment !== defaultEnvironment;
  return found ?? (isNamed ? dispatcherAround(undefined, state.environment) : undefined);
}

/** Where calls go that nothing else directs. */
export function ambientDispatcher(environment?: string): Dispatcher {
  return dispatcherAround(currentScope(), environment);
}

/** A session around is for calls of its own environment. */
function dispatcherAround(scope: Scope | undefined, environment: string | undefined): Dispatcher {
  const around = scope?.dispatcher;
  if (around !== undefined && isAtHome(environment, around)) return around;
  return defaultDispatcher(environment);
}

function chosenDispatcher({ options }: Call): Dispatcher | undefined {
  return options.session ?? options.pool;
}

/** Sends a call and, before it, every call that it needs: to where its arguments live, else to where a pool says. */
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

/** Returns the connection of a thread that still waits for the function that makes the call. */
function waitingOf({ answered, connection }: WaitingThread): object | undefined {
  return answered ? undefined : connection;
}

function routeInSession(call: Call, session: Dispatcher, plan: Plan): Route {
  const route = session.connect();
  const isElsewhere = plan.route !== undefined && plan.route !== route;
  if (isElsewhere && !(route instanceof Promise) && !(plan.route instanceof Promise) && plan.route)
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

/** What a call needs before it can be sent. Walked with a stack of its own: chains may be long. */
class Plan {
  /** Calls that were not sent yet, each after those that it needs itself. */
  readonly needed: Remote[] = [];
  /** Where arguments live that exist already. */
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

  /** Notes where the result of `call` is or will be; true when it has to be sent first. */
  #isUnsent(call: Call): boolean {
    if (call.state === "described") {
      const seen = this.#seen.get(call);
      if (seen === "open")
        throw new SnakebridgeError("NotEncodable", `${call.symbol} was given its own result`);
      this.#seen.set(call, seen ?? "open");
      return seen === undefined;
    }
    if (call.id === 0 && call.route !== undefined) {
      // On its way, but not sent yet: its result can still be kept.
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
