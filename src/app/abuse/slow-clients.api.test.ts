import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { connectRaw, type RawConnection } from '../../testing/raw-connection.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld({ patience: { headers: 500, request: 1000, upload: 4000, silence: 700 } })

let church: ChurchWorld
let person: Person
const connections: RawConnection[] = []
beforeAll(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
})
afterAll(() => {
  for (const connection of connections) connection.close()
})

const head = (lines: readonly string[]): string =>
  ['POST /graphql HTTP/1.1', `Host: ${church.church.subdomain}.localhost`, ...lines].join('\r\n')

/** Says a little, then a byte at a time. */
async function dribble(start: string): Promise<string> {
  const connection = await connectRaw(world.port)
  connections.push(connection)
  connection.send(start)
  const timer = setInterval(() => connection.send('x'), 50)
  try {
    return await connection.ended
  } finally {
    clearInterval(timer)
  }
}

describe('a client that', () => {
  it.each([
    ['never ends its headers', () => dribble(head(['X-Slow: ']))],
    [
      'never ends its body',
      () => dribble(`${head(['Content-Type: application/json', 'Content-Length: 100000'])}\r\n\r\n{`),
    ],
    [
      'sends chunks for ever',
      () => dribble(`${head(['Content-Type: application/json', 'Transfer-Encoding: chunked'])}\r\n\r\n`),
    ],
    ['says nothing', () => dribbleNothing()],
  ])('%s is cut off, while two hundred of its kind keep nobody waiting', async (_attack, attack) => {
    const crowd = Promise.all(Array.from({ length: 200 }, attack))

    for (let question = 0; question < 5; question += 1) {
      expect(await person.api.sendText('{ viewer { id } }')).toMatchObject({ status: 200, errors: [] })
    }

    // Cut off with 408, with 400 where a byte made no sense, or without a word.
    for (const text of await crowd) expect(text).toMatch(/^(HTTP\/1\.1 4|$)/)
  })
})

async function dribbleNothing(): Promise<string> {
  const connection = await connectRaw(world.port)
  connections.push(connection)
  return connection.ended
}
