import type { SinkInlet } from './sink.js'

/** One socket's subscription: whose it is, and where its messages go. */
export interface Listener {
  readonly userId: string
  readonly inlet: SinkInlet
}

/** One church's listeners, found by audience: a message visits those of its audiences and no others. */
export class AudienceIndex {
  readonly #audiencesOf = new Map<Listener, readonly string[]>()
  readonly #listenersOf = new Map<string, Set<Listener>>()

  /** How many listeners there are. */
  get size(): number {
    return this.#audiencesOf.size
  }

  /** Adds a listener under each of its audiences, or moves one that is there already. */
  place(listener: Listener, audiences: readonly string[]): void {
    this.remove(listener)
    this.#audiencesOf.set(listener, [...audiences])
    for (const audience of audiences) {
      const listeners = this.#listenersOf.get(audience) ?? new Set()
      this.#listenersOf.set(audience, listeners.add(listener))
    }
  }

  /** Removes a listener everywhere; one that is not there is no error. */
  remove(listener: Listener): void {
    for (const audience of this.#audiencesOf.get(listener) ?? []) {
      const listeners = this.#listenersOf.get(audience)
      listeners?.delete(listener)
      if (listeners?.size === 0) this.#listenersOf.delete(audience)
    }
    this.#audiencesOf.delete(listener)
  }

  /** The listeners of any of these audiences, each once. */
  of(audiences: readonly string[]): ReadonlySet<Listener> {
    const [only] = audiences
    if (audiences.length === 1 && only !== undefined) return this.#listenersOf.get(only) ?? new Set()
    return new Set(audiences.flatMap((audience) => [...(this.#listenersOf.get(audience) ?? [])]))
  }

  /** Every listener. */
  all(): readonly Listener[] {
    return [...this.#audiencesOf.keys()]
  }
}
