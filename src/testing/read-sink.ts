import type { SinkItem } from '../platform/live/sink.js'

/** Reads on in the background; `seen` holds the sequence numbers, and `resync`, in the order they came. */
export function readAll(items: AsyncIterable<SinkItem>): {
  readonly seen: readonly string[]
  readonly ended: Promise<void>
} {
  const seen: string[] = []
  const read = async () => {
    for await (const item of items) seen.push(item.kind === 'message' ? item.message.seq : 'resync')
  }
  return { seen, ended: read() }
}
