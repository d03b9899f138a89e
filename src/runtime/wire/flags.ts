/** How a call is executed and answered; flags are added. See docs/internals/wire.md. */
export const Flag = {
  keep: 1,
  quiet: 2,
  byReference: 4,
  byValue: 8,
  insideLoop: 16,
  outsideLoop: 32,
} as const;
