import { defaultDispatcher } from "../call/default-dispatcher.ts";
import { type OpenSession, sessionsOf } from "./session.ts";

/** Opens a session in the default pool. */
export const session: OpenSession = sessionsOf(() => defaultDispatcher().connect());
