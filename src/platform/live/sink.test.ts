import { describe, expect, it, vi } from 'vitest'
import type { LiveMessage } from './live-message.js'
import { openSink, type SinkInlet, type SinkItem } from './sink.js'

const message = (n: number): LiveMessage => ({
  v: 1,
  seq: String(n),
  audiences: ['CHURCH'],
  exceptUser: null,
  body: null,
})
const nameOf = (item: SinkItem | undefined) => (item?.kind === 'message' ? item.message.seq : item?.kind)

function open(capacity?: number): SinkInlet & { onEnd: ReturnType<typeof vi.fn<() => void>> } {
  const onEnd = vi.fn<() => void>()
  const inlet = openSink(onEnd, capacity)
  return { sink: inlet.sink, push: (m) => inlet.push(m), resync: () => inlet.resync(), onEnd }
}

const read = async ({ sink }: SinkInlet) => nameOf((await sink.next()).value)

it('yields what was pushed, in order, whether or not a reader waits', async () => {
  const inlet = open()
  inlet.push(message(1))
  inlet.push(message(2))

  const early = [await read(inlet), await read(inlet)]
  const [third, fourth] = [read(inlet), read(inlet)]
  inlet.push(message(3))
  inlet.push(message(4))

  expect([...early, await third, await fourth]).toEqual(['1', '2', '3', '4'])
})

describe('when a reader is too slow', () => {
  it('holds a hundred messages, and one more leaves a single resync', async () => {
    const [full, over] = [open(), open()]
    for (let n = 1; n <= 100; n += 1) for (const inlet of [full, over]) inlet.push(message(n))
    over.push(message(101))

    expect(await read(full)).toBe('1')
    expect(await read(over)).toBe('resync')
  })

  it('lets the resync stand for everything pushed before it is read, and goes on after it', async () => {
    const inlet = open(2)
    for (let n = 1; n <= 10_000; n += 1) inlet.push(message(n))

    const first = await read(inlet)
    inlet.push(message(10_001))

    expect([first, await read(inlet)]).toEqual(['resync', '10001'])
  })
})

it('puts one resync in the place of all that waits, told once or often', async () => {
  const inlet = open()
  inlet.push(message(1))
  inlet.resync()
  inlet.resync()
  inlet.push(message(2))

  const first = await read(inlet)
  inlet.push(message(3))

  expect([first, await read(inlet)]).toEqual(['resync', '3'])
})

it('gives a resync to a reader who waits', async () => {
  const inlet = open()
  const waiting = read(inlet)

  inlet.resync()
  inlet.push(message(1))

  expect([await waiting, await read(inlet)]).toEqual(['resync', '1'])
})

describe('return', () => {
  it('ends every pending next at once', async () => {
    const inlet = open()
    const pending = [inlet.sink.next(), inlet.sink.next()]

    await inlet.sink.return()

    expect(await Promise.all(pending)).toEqual(Array(2).fill({ done: true, value: undefined }))
  })

  it('drops what was queued, and what is pushed later', async () => {
    const inlet = open()
    inlet.push(message(1))

    await inlet.sink.return()
    inlet.push(message(2))
    inlet.resync()

    expect(await inlet.sink.next()).toEqual({ done: true, value: undefined })
  })

  it('tells of the end once', async () => {
    const inlet = open()

    await Promise.all([inlet.sink.return(), inlet.sink.return()])

    expect(inlet.onEnd).toHaveBeenCalledTimes(1)
  })

  it('is what leaving a for-await loop does', async () => {
    const inlet = open()
    inlet.push(message(1))

    for await (const item of inlet.sink) {
      expect(nameOf(item)).toBe('1')
      break
    }

    expect(inlet.onEnd).toHaveBeenCalledTimes(1)
  })
})
