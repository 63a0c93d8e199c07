import type { LiveMessage } from './live-message.js'

/** What a listener reads: a message, or the word that some were lost and everything must be fetched anew. */
export type SinkItem<Message = LiveMessage> =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'resync' }

/** The reading end of one listener's queue. Nothing but `return()` ends it, except the hub's own end. */
export interface Sink<Message = LiveMessage> extends AsyncIterableIterator<SinkItem<Message>, undefined, undefined> {
  /** Waits for the next item; once ended, `done`. */
  next(): Promise<IteratorResult<SinkItem<Message>, undefined>>
  /** Ends it at once: drops the queue, answers every pending `next()` with `done`. Repeating it does nothing. */
  return(): Promise<IteratorReturnResult<undefined>>
  [Symbol.asyncIterator](): Sink<Message>
}

/** The writing end, for the hub. Writing never waits, never throws, and does nothing once the sink has ended. */
export interface SinkInlet<Message = LiveMessage> {
  readonly sink: Sink<Message>
  /** Queues a message. One too many empties the queue and leaves a single `resync` in it. */
  push(message: Message): void
  /** Empties the queue and leaves a single `resync`: messages pushed before it is read are covered by it. */
  resync(): void
}

/** Messages a listener may lie behind before it is told to fetch everything anew. */
const SINK_CAPACITY = 100

const DONE: IteratorReturnResult<undefined> = Object.freeze({ done: true, value: undefined })
const RESYNC = Object.freeze({ kind: 'resync' as const })

class BoundedQueue<Message> implements SinkInlet<Message> {
  readonly sink: Sink<Message>
  readonly #onEnd: () => void
  readonly #capacity: number
  readonly #readers: ((result: IteratorResult<SinkItem<Message>, undefined>) => void)[] = []
  #items: SinkItem<Message>[] = []
  #ended = false

  constructor(onEnd: () => void, capacity: number) {
    this.#onEnd = onEnd
    this.#capacity = capacity
    this.sink = {
      next: () => this.#next(),
      return: async () => this.#end(),
      [Symbol.asyncIterator]: () => this.sink,
    }
  }

  push(message: Message): void {
    if (this.#ended || this.#items[0] === RESYNC) return
    if (this.#items.length >= this.#capacity) this.resync()
    else this.#offer({ kind: 'message', message })
  }

  resync(): void {
    if (this.#ended) return
    this.#items = []
    this.#offer(RESYNC)
  }

  #offer(item: SinkItem<Message>): void {
    const reader = this.#readers.shift()
    if (reader) reader({ done: false, value: item })
    else this.#items.push(item)
  }

  #next(): Promise<IteratorResult<SinkItem<Message>, undefined>> {
    if (this.#ended) return Promise.resolve(DONE)
    const item = this.#items.shift()
    if (item) return Promise.resolve({ done: false, value: item })
    return new Promise((resolve) => this.#readers.push(resolve))
  }

  #end(): IteratorReturnResult<undefined> {
    if (this.#ended) return DONE
    this.#ended = true
    this.#items = []
    for (const reader of this.#readers.splice(0)) reader(DONE)
    this.#onEnd()
    return DONE
  }
}

/** Opens a listener's queue of at most `capacity` items. `onEnd` is called once, when the reader ends it. */
export function openSink<Message = LiveMessage>(
  onEnd: () => void,
  capacity: number = SINK_CAPACITY,
): SinkInlet<Message> {
  return new BoundedQueue<Message>(onEnd, capacity)
}
