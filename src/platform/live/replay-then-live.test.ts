import { describe, expect, it, vi } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { readAll } from '../../testing/read-sink.js'
import type { LiveMessage } from './live-message.js'
import { type ReplayPage, replayThenLive } from './replay-then-live.js'
import { openSink } from './sink.js'

const message = (n: number): LiveMessage => ({
  v: 1,
  seq: String(n),
  audiences: ['CHURCH'],
  exceptUser: null,
  body: null,
})

/** The rows a user may see of a church whose newest is `newest`, in pages of `size`. */
function pages(visible: readonly number[], newest: number, size = 2) {
  return async (after: string): Promise<ReplayPage> => {
    const rest = visible.filter((n) => n > Number(after))
    const reachedEnd = rest.length <= size
    const shown = rest.slice(0, size)
    return { messages: shown.map(message), reachedEnd, lastSeq: String(reachedEnd ? newest : shown.at(-1)) }
  }
}

it('sends everything missed, page by page, then what is live', async () => {
  const inlet = openSink(() => undefined)
  const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '1', readPage: pages([1, 2, 3, 4, 5, 6], 6) }))

  await eventually(() => seen).toEqual(['2', '3', '4', '5', '6'])
  inlet.push(message(7))

  await eventually(() => seen).toEqual(['2', '3', '4', '5', '6', '7'])
})

it('sends once what was both read and pushed, and nothing older than what was looked at', async () => {
  const inlet = openSink(() => undefined)
  const read = pages([4, 5, 8], 9, 1)
  const readPage = async (after: string) => {
    // 7 and 9 were looked at and are not for this user (by now); 9 arrives late.
    for (const n of after === '3' ? [4, 5] : [7, 8, 9]) inlet.push(message(n))
    return read(after)
  }
  const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '3', readPage }))

  await eventually(() => seen).toEqual(['4', '5', '8'])
  inlet.push(message(10))

  await eventually(() => seen).toEqual(['4', '5', '8', '10'])
})

it('sends once what was committed between the two queries of a page', async () => {
  const inlet = openSink(() => undefined)
  inlet.push(message(3))
  const readPage = async () => ({ messages: [message(2), message(3)], reachedEnd: true, lastSeq: '2' })
  const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '1', readPage }))

  inlet.push(message(4))

  await eventually(() => seen).toEqual(['2', '3', '4'])
})

it('reads nothing without a place to begin, and is live at once', async () => {
  const inlet = openSink(() => undefined)
  const readPage = vi.fn<(after: string) => Promise<ReplayPage>>()
  inlet.push(message(1))

  const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: null, readPage }))

  await eventually(() => seen).toEqual(['1'])
  expect(readPage).not.toHaveBeenCalled()
})

it('goes back with a church whose sequence went back', async () => {
  const inlet = openSink(() => undefined)
  const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '500', readPage: pages([], 10) }))

  inlet.push(message(11))

  await eventually(() => seen).toEqual(['11'])
})

describe('when too much was missed', () => {
  const missed = Array.from({ length: 1_001 }, (_, n) => n + 1)

  it('replays as many as it may', async () => {
    const inlet = openSink(() => undefined)
    const readPage = pages(missed.slice(0, 1_000), 1_000, 100)
    const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '0', readPage }))

    await eventually(() => seen.length).toBe(1_000)
    expect(seen).not.toContain('resync')
  })

  it('sends one resync instead, then what is live', async () => {
    const inlet = openSink(() => undefined)
    const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '0', readPage: pages(missed, 1_001, 100) }))

    await eventually(() => seen).toEqual(['resync'])
    inlet.push(message(1_002))

    await eventually(() => seen).toEqual(['resync', '1002'])
  })
})

it('sends a resync after the replay when the sink overflowed meanwhile', async () => {
  const inlet = openSink(() => undefined, 3)
  const read = pages([1, 2], 2)
  const readPage = async (after: string) => {
    for (let n = 3; n <= 10; n += 1) inlet.push(message(n))
    return read(after)
  }
  const { seen } = readAll(replayThenLive({ sink: inlet.sink, after: '0', readPage }))

  await eventually(() => seen).toEqual(['1', '2', 'resync'])
  inlet.push(message(11))

  await eventually(() => seen).toEqual(['1', '2', 'resync', '11'])
})

describe('ends the sink', () => {
  const never = () => new Promise<ReplayPage>(() => undefined)

  it('when it is returned while a next waits for a message', async () => {
    const onEnd = vi.fn<() => void>()
    const items = replayThenLive({ sink: openSink(onEnd).sink, after: null, readPage: never })
    const pending = items.next()

    await items.return?.()

    expect(await pending).toEqual({ done: true, value: undefined })
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('when it is returned before it was ever read', async () => {
    const onEnd = vi.fn<() => void>()
    const items = replayThenLive({ sink: openSink(onEnd).sink, after: '1', readPage: never })

    await items.return?.()

    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('when it is returned while a page is read, without waiting for it', async () => {
    const onEnd = vi.fn<() => void>()
    const items = replayThenLive({ sink: openSink(onEnd).sink, after: '0', readPage: never })
    const pending = items.next()

    await items.return?.()

    expect(await pending).toEqual({ done: true, value: undefined })
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('when it is returned in the midst of the replay', async () => {
    const onEnd = vi.fn<() => void>()
    const items = replayThenLive({ sink: openSink(onEnd).sink, after: '0', readPage: pages([1, 2], 2) })
    await items.next()

    await items.return?.()

    expect(await items.next()).toEqual({ done: true, value: undefined })
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('when a page cannot be read, and throws why', async () => {
    const onEnd = vi.fn<() => void>()
    const readPage = async () => {
      throw new Error('the database is away')
    }
    const items = replayThenLive({ sink: openSink(onEnd).sink, after: '1', readPage })

    await expect(items.next()).rejects.toThrow('the database is away')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('when a page leads nowhere, rather than read it for ever', async () => {
    const onEnd = vi.fn<() => void>()
    const readPage = async () => ({ messages: [], reachedEnd: false, lastSeq: '1' })
    const items = replayThenLive({ sink: openSink(onEnd).sink, after: '1', readPage })

    await expect(items.next()).rejects.toThrow('leads nowhere')
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('when the sink itself ends', async () => {
    const inlet = openSink(() => undefined)
    const { ended } = readAll(replayThenLive({ sink: inlet.sink, after: null, readPage: never }))

    await inlet.sink.return()

    await expect(ended).resolves.toBeUndefined()
  })
})
