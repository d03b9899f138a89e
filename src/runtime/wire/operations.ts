/** What a call does. See docs/internals/wire.md. */
export const Operation = {
  callSymbol: 0,
  call: 1,
  callMethod: 2,
  getAttribute: 3,
  setAttribute: 4,
  deleteAttribute: 5,
  getSymbol: 6,
  identity: 7,
  nextItems: 8,
  stream: 9,
  map: 16,
} as const;
