/** Messages that the host sends to a worker, by number. See docs/internals/wire.md. */
export const HostMessage = {
  call: 0,
  release: 1,
  forget: 2,
  callbackReturned: 3,
  callbackRaised: 4,
  hello: 16,
} as const;

/** Messages that a worker sends to the host, by number. */
export const WorkerMessage = {
  returned: 0,
  failed: 1,
  typeDefined: 2,
  callback: 3,
  callbackDropped: 4,
  printed: 5,
  detached: 6,
  threadCallback: 7,
  frameWanted: 8,
  welcome: 17,
  refused: 18,
} as const;

/** Fewest and most parts of a message, its number included. */
export type Arity = readonly [fewest: number, most: number];

export const hostArity: Readonly<Record<keyof typeof HostMessage, Arity>> = {
  call: [5, 7],
  release: [3, Number.POSITIVE_INFINITY],
  forget: [2, Number.POSITIVE_INFINITY],
  callbackReturned: [3, 3],
  callbackRaised: [3, 3],
  hello: [2, 2],
};

export const workerArity: Readonly<Record<keyof typeof WorkerMessage, Arity>> = {
  returned: [3, 3],
  failed: [3, 3],
  typeDefined: [3, 3],
  callback: [4, 4],
  callbackDropped: [3, 3],
  printed: [1, 1],
  detached: [2, 2],
  threadCallback: [4, 4],
  frameWanted: [1, 1],
  welcome: [2, 2],
  refused: [2, 2],
};
