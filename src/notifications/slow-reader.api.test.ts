import { expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { sequenceIn } from '../testing/cursors.js'
import { openRawSocket, subscribeRaw } from '../testing/raw-socket.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const query = 'subscription { notificationAdded { sequence resync notification { message } } }'
/** Together more than the buffers of both kernels hold, and a queue. */
const [messages, characters] = [2_400, 6_000]

interface Delivered {
  readonly sequence: string | null
  readonly resync: boolean
}

function read(socket: WebSocket): Delivered[] {
  const heard: Delivered[] = []
  subscribeRaw<{ notificationAdded: Delivered }>(socket, query, ({ notificationAdded: { sequence, resync } }) =>
    heard.push({ sequence: sequence && sequenceIn(sequence), resync }),
  )
  return heard
}

it(
  'a reader who stops reading is told to resync, holds nobody up, and hears on afterwards',
  { timeout: 90_000 },
  async () => {
    const church = await world.church()
    const [slow, fast] = await Promise.all(
      [1, 2].map(async () => openRawSocket((await church.person('MEMBER', { onRoll: false })).api)),
    )
    if (!slow || !fast) throw new Error('There are no sockets.')
    const [slowly, quickly] = [read(slow), read(fast)]
    await expect.poll(() => world.app.parts.live.counts().sockets).toBe(2)
    const tell = (sequence: number) => world.app.parts.live.publish(church.church.placeKey, message(sequence))

    slow.pause()
    for (let sent = 0; sent < messages; sent += 40) {
      await Promise.all(Array.from({ length: 40 }, (_, at) => tell(sent + at + 1)))
      await expect.poll(() => quickly.length, { timeout: 20_000, interval: 5 }).toBe(sent + 40)
    }
    slow.resume()
    await expect.poll(() => slowly.some(({ resync }) => resync), { timeout: 20_000 }).toBe(true)
    await tell(messages + 1)

    await expect.poll(() => slowly.at(-1)?.sequence).toBe(String(messages + 1))
    const before = slowly.slice(0, -2)
    expect(slowly.at(-2)).toEqual({ sequence: null, resync: true })
    expect(before.length).toBeLessThan(messages)
    expect(before).toEqual(before.map((_, at) => ({ sequence: String(at + 1), resync: false })))
    expect(quickly.every(({ resync }) => !resync)).toBe(true)
    for (const socket of [slow, fast]) socket.terminate()
  },
)

/** As the outbox hands it over; nothing is missing in between, so no row is looked for. */
const message = (sequence: number) => ({
  ...({ v: 1, seq: String(sequence), audiences: ['CHURCH'], exceptUser: null } as const),
  body: {
    event: null,
    notification: {
      ...{ id: crypto.randomUUID(), sequence: String(sequence), type: 'NEWS', category: 'GENERAL', title: 'News' },
      ...{ message: 'x'.repeat(characters), createdAt: '2026-01-01T00:00:00Z', expiresAt: null },
    },
  },
})
