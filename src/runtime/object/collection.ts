/** V8 begins a major collection when buffers outside of its heap have grown by this much. */
const externalBytes = 64 << 20;
const fewest = 1000;

/**
 * Brings on the collections that find dropped references. V8 sees a few hundred bytes of each, not the object in Python,
 * and its minor collections leave whatever has a finalizer alone.
 */
export class Collection {
  #made = 0;

  /** One more reference was made, of which there are `live`: the more of them, the more seldom they are looked through. */
  made(live: number): void {
    if (++this.#made < Math.max(fewest, live / 2)) return;
    this.#made = 0;
    try {
      // Nobody writes to it, so it takes no memory.
      new ArrayBuffer(externalBytes);
    } catch {
      // Where so little is left, V8 collects by itself.
    }
  }
}
