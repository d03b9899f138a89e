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

export const Flag = {
  keep: 1,
  quiet: 2,
  byReference: 4,
  byValue: 8,
  insideLoop: 16,
  outsideLoop: 32,
} as const;
