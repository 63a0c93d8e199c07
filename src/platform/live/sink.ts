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
const none: readonly never[] = Object.freeze([])

type Result<Message> = IteratorResult<SinkItem<Message>, undefined>
type Reader<Message> = (result: Result<Message>) => void

/** The reading end: thousands wait at once, so it is no more than a way to its queue. */
class ReadingEnd<Message> implements Sink<Message> {
  readonly #queue: BoundedQueue<Message>

  constructor(queue: BoundedQueue<Message>) {
    this.#queue = queue
  }

  next(): Promise<Result<Message>> {
    return this.#queue.next()
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    return this.#queue.end()
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

class BoundedQueue<Message> implements SinkInlet<Message> {
  readonly sink: Sink<Message> = new ReadingEnd(this)
  readonly #onEnd: () => void
  readonly #capacity: number
  /** Who waits while nothing is queued; nearly always one, so it is never grown in advance. */
  #readers: readonly Reader<Message>[] = none
  #items: SinkItem<Message>[] = []
  #ended = false

  constructor(onEnd: () => void, capacity: number) {
    this.#onEnd = onEnd
    this.#capacity = capacity
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

  next(): Promise<Result<Message>> {
    if (this.#ended) return Promise.resolve(DONE)
    const item = this.#items.shift()
    if (item) return Promise.resolve({ done: false, value: item })
    return new Promise((resolve) => {
      this.#readers = this.#readers.concat(resolve)
    })
  }

  end(): IteratorReturnResult<undefined> {
    if (this.#ended) return DONE
    this.#ended = true
    this.#items = []
    const readers = this.#readers
    this.#readers = none
    for (const reader of readers) reader(DONE)
    this.#onEnd()
    return DONE
  }

  #offer(item: SinkItem<Message>): void {
    const [reader] = this.#readers
    if (!reader) return void this.#items.push(item)
    this.#readers = this.#readers.length === 1 ? none : this.#readers.slice(1)
    reader({ done: false, value: item })
  }
}

/** Opens a listener's queue of at most `capacity` items. `onEnd` is called once, when the reader ends it. */
export function openSink<Message = LiveMessage>(
  onEnd: () => void,
  capacity: number = SINK_CAPACITY,
): SinkInlet<Message> {
  return new BoundedQueue<Message>(onEnd, capacity)
}
