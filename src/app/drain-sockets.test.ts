import { expect, it } from 'vitest'
import { openRawSocket } from '../testing/raw-socket.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const [people, socketsOfEach] = [50, 10]

it('a server that stops closes 500 sockets with 1012, at most 200 of them in a tenth of a second', async () => {
  const church = await world.church()
  const { app, port } = await world.secondApp()
  const apis = await Promise.all(
    Array.from({ length: people }, async () => (await church.person('MEMBER', { onRoll: false })).api.with({ port })),
  )
  const sockets = await Promise.all(
    apis.flatMap((api) => Array.from({ length: socketsOfEach }, () => openRawSocket(api))),
  )
  const ends = sockets.map(
    (socket) =>
      new Promise<{ code: number; at: number }>((resolve) => {
        socket.once('close', (code) => resolve({ code, at: performance.now() }))
      }),
  )

  const stopped = app.close()
  await ends[0]
  await expect(openRawSocket(apis[0] ?? expect.fail())).rejects.toThrow(/503|ECONNREFUSED/)
  const closed = await Promise.all(ends)
  await stopped

  expect(new Set(closed.map(({ code }) => code))).toEqual(new Set([1012]))
  const times = closed.map(({ at }) => at).toSorted((a, b) => a - b)
  const [first = 0, second = 0, third = 0] = [times[0], times[200], times[400]]
  expect(second - first).toBeGreaterThan(60)
  expect(third - first).toBeGreaterThan(120)
}, 60_000)
