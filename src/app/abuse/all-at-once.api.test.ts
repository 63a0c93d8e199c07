import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { askBySocket } from '../../testing/ask-by-socket.js'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { connectRaw } from '../../testing/raw-connection.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let good: Person
let bad: Person
beforeAll(async () => {
  church = await world.church()
  good = await church.person('MEMBER')
  bad = await church.person('MEMBER')
})

/** Bytes in use once everything is swept that nobody holds. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const sweep = runInNewContext('gc') as () => void
  sweep()
  return process.memoryUsage().heapUsed
}

const many = (count: number, text: string): string => `${text} `.repeat(count)

/** One of everything that costs a server something before it says no. */
const attacks: readonly ((attacker: Person, round: number) => Promise<unknown>)[] = [
  ({ api }) => api.sendText(`{ ${many(600, 'viewer {')} id ${many(600, '}')} }`),
  ({ api }) => api.sendText(`{ viewer { ${many(480, 'church { id }')} } }`),
  ({ api }, round) =>
    api.sendText(`{ viewer { ${Array.from({ length: 300 }, (_, at) => `w${at}_${round}`).join(' ')} } }`),
  ({ api }, round) => api.sendText(`{ viewer { id } } # ${round} ${'x'.repeat(15_000)}`),
  ({ api }) =>
    api.sendText('query ($n: Int) { members(first: $n) { nodes { household { members { ministries { id } } } } } }', {
      n: 100,
    }),
  ({ api }) => api.sendBody('['.repeat(200_000)),
  ({ api }) => api.sendBody(JSON.stringify({ query: 'x'.repeat(300_000) })),
  ({ api }, round) => api.with({ token: `${'A'.repeat(2000)}.${round}.B` }).sendText('{ viewer { id } }'),
  ({ api }, round) => api.with({ host: `nobody-${round}.localhost` }).sendText('{ viewer { id } }'),
  ({ api }, round) => api.with({ address: `198.51.100.${round % 250}`, token: null }).sendText('{ viewer { id } }'),
  ({ api }) => askBySocket(api, `{ ${many(600, 'viewer {')} id ${many(600, '}')} }`),
  async () => {
    const connection = await connectRaw(world.port)
    connection.send('POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    connection.close()
  },
]

async function attackFor(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await Promise.all(attacks.map((attack) => attack(bad, round)))
}

describe('a server under every attack at once', () => {
  it('answers whoever behaves, and holds no more memory afterwards than before', async () => {
    // What is made once (documents, statements, connections) is made before the first look.
    await attackFor(15)
    const before = heldBytes()

    let isOver = false
    const attacking = attackFor(60).finally(() => (isOver = true))
    let answered = 0
    while (!isOver) {
      expect(await good.api.sendText('{ viewer { id } notifications(first: 5) { nodes { id } } }')).toMatchObject({
        status: 200,
        errors: [],
      })
      answered += 1
    }
    await attacking

    expect(answered).toBeGreaterThan(20)
    expect((heldBytes() - before) / 1024 / 1024).toBeLessThan(24)
    expect(world.app.parts.live.counts().sockets).toBe(0)
    expect(await church.stranger.ask('GET', '/health/')).toMatchObject({ status: 200 })
  }, 120_000)
})
