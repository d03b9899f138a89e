import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Dispatcher } from "./dispatcher.ts";

/** Returns the dispatcher of an environment's calls, which loads nothing until its `connect()` is called. */
type FindDispatcher = (environment: string) => Dispatcher;

let find: FindDispatcher | undefined;

/** Sets the default destination of calls. The entries call it, because pools are a layer above calls. */
export function provideDefaultDispatchers(provider: FindDispatcher): void {
  find = provider;
}

/** Returns the dispatcher of calls that name neither a session nor a pool. */
export function defaultDispatcher(environment: string = defaultEnvironment): Dispatcher {
  if (find === undefined) throw new Error('There is no default pool. Import "snakebridge/runtime" first.');
  return find(environment);
}
