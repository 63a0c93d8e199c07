type Listener<Message> = (message: Message) => unknown

/**
 * Gives one message to many listeners, each once and in the order they were added.
 * A listener that throws, or returns a promise that rejects, is reported to `onFault` and stops nobody.
 */
export class FanOut<Message> {
  readonly #entries = new Set<{ readonly listener: Listener<Message> }>()
  readonly #onFault: (error: unknown) => void

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault
  }

  /** How many listeners there are now. */
  get size(): number {
    return this.#entries.size
  }

  /** Adds a listener, even one that is there already. Returns the function that removes it; repeating that is fine. */
  add(listener: Listener<Message>): () => void {
    const entry = { listener }
    this.#entries.add(entry)
    return () => {
      this.#entries.delete(entry)
    }
  }

  /** Calls every listener present now; one removed meanwhile by another is not called any more. */
  deliver(message: Message): void {
    for (const entry of [...this.#entries]) {
      if (this.#entries.has(entry)) this.#call(entry.listener, message)
    }
  }

  /** Removes every listener. */
  clear(): void {
    this.#entries.clear()
  }

  #call(listener: Listener<Message>, message: Message): void {
    try {
      const result = listener(message)
      // An async listener fits the type; its rejection would otherwise end the process.
      if (result instanceof Promise) result.catch(this.#onFault)
    } catch (error) {
      this.#onFault(error)
    }
  }
}
