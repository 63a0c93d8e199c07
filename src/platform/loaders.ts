/** The batched reads of one ctx. What was read once is not read again until `clear`. */
export class Loaders {
  readonly #loaders = new Map<object, unknown>()

  /** The loader that belongs to `key` in this ctx, made at first use. */
  of<Loader>(key: object, make: () => Loader): Loader {
    const known = this.#loaders.get(key)
    // The map holds for each key only what that key's own `make` returned.
    if (known !== undefined) return known as Loader
    const made = make()
    this.#loaders.set(key, made)
    return made
  }

  /** Forgets everything read, so that the next read sees what was written meanwhile. */
  clear(): void {
    this.#loaders.clear()
  }
}
