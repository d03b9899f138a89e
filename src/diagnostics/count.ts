/** Returns a number with its noun: `1 module`, `2 modules`, `0 libraries`. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}
