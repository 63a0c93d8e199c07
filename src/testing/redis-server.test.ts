import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RedisServer, startRedisServer } from './redis-server.js'

let redis: RedisServer

beforeAll(async () => {
  redis = await startRedisServer()
}, 600_000)

afterAll(() => redis.stop())

it('answers, forgets everything when it is killed and restarted, and keeps its port', async () => {
  expect(await ask('SET psalm 23')).toBe('+OK\r\n')
  const { port } = redis
  await redis.kill()
  await expect(ask('PING')).rejects.toThrow(/ECONNREFUSED/)

  await redis.restart()

  expect(redis).toMatchObject({ port, url: `redis://127.0.0.1:${port}` })
  expect(await ask('EXISTS psalm')).toBe(':0\r\n')
})

it('restarts while it runs, and breaks its connections by that', async () => {
  const socket = connect(redis.port, '127.0.0.1')
  await once(socket, 'connect')

  await Promise.all([once(socket, 'close'), redis.restart()])

  expect(await ask('PING')).toBe('+PONG\r\n')
})

async function ask(command: string): Promise<string> {
  const socket = connect(redis.port, '127.0.0.1')
  socket.write(`${command}\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return answer.toString('utf8')
}
