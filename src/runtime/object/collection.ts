/** V8 begins a major collection when buffers outside its heap have grown by this many bytes. */
const externalBytes = 64 << 20;
const fewest = 1000;

/**
 * Triggers the garbage collections that find dropped references. V8 counts a few hundred bytes for each, not the object in
 * Python. Its minor collections ignore objects with a finalizer.
 */
export class Collection {
  #created = 0;

  /** Counts a new reference. The more references are `live`, the rarer are the collections. */
  created(live: number): void {
    if (++this.#created < Math.max(fewest, live / 2)) return;
    this.#created = 0;
    try {
      // It is never written, so the system allocates no memory for it.
      new ArrayBuffer(externalBytes);
    } catch {
      // With this little memory left, V8 collects by itself.
    }
  }
}
