import type { Log } from '../log.js'
import { FanOut } from './fan-out.js'
import { decodeMessage, encodeMessage } from './json-message.js'
import { type PubSub, PubSubClosed } from './pub-sub.js'

class InProcessPubSub implements PubSub {
  readonly #channels = new Map<string, FanOut<unknown>>()
  readonly #onFault: (error: unknown) => void
  #closed = false

  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault
  }

  async publish(channel: string, message: unknown): Promise<void> {
    this.#refuseWhenClosed()
    const text = encodeMessage(message)
    // Later, as through a network: nobody comes to rely on a listener having run when publish returns.
    setImmediate(() => this.#channels.get(channel)?.deliver(decodeMessage(text)))
  }

  async subscribe(channel: string, listener: (message: unknown) => void): Promise<() => Promise<void>> {
    this.#refuseWhenClosed()
    const fanOut = this.#channels.get(channel) ?? new FanOut<unknown>(this.#onFault)
    this.#channels.set(channel, fanOut)
    const remove = fanOut.add(listener)
    return async () => {
      remove()
      if (fanOut.size === 0 && this.#channels.get(channel) === fanOut) this.#channels.delete(channel)
    }
  }

  onGap(): () => void {
    return () => undefined
  }

  async ping(): Promise<void> {
    this.#refuseWhenClosed()
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const fanOut of this.#channels.values()) fanOut.clear()
    this.#channels.clear()
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new PubSubClosed()
  }
}

/**
 * A PubSub that reaches listeners of this process only, and so has no gaps.
 * A listener's fault goes to `log`; without one, to the process's warnings.
 */
export function createInProcessPubSub({ log }: { readonly log?: Log } = {}): PubSub {
  return new InProcessPubSub((error) => {
    if (log) log.error({ err: error }, 'a live message listener failed')
    else process.emitWarning(error instanceof Error ? error : new Error(String(error)))
  })
}
