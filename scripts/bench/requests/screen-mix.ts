import type { Ground } from './ground.js'
import { httpRequest, sendLoad } from './load.js'
import { memoryOf, type Running } from './processes.js'
import { type Question, questions } from './questions.js'
import { requestFor } from './servers.js'

/** What came of (f), and the server's memory in MB by seconds. */
export interface Mixed {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly wrong: Readonly<Record<string, number>>
  readonly memory: readonly { readonly second: number; readonly megabytes: number }[]
}

/** Of a hundred requests, how many ask which question; the rest ask for what every screen shows. */
const shares: Readonly<Record<string, number>> = { a: 45, b: 10, c: 10, d: 5 }

/** (f): a thousand connections, five hundred requests a second, as a church's screens would send them. */
export async function measureMix(
  { port, pid }: Running,
  { ground, minutes }: { readonly ground: Ground; readonly minutes: number },
): Promise<Mixed> {
  const memory: { second: number; megabytes: number }[] = []
  const begun = performance.now()
  const look = setInterval(() => {
    const second = Math.round((performance.now() - begun) / 1000)
    void memoryOf(pid).then((megabytes) => memory.push({ second, megabytes }))
  }, 5000)
  try {
    const requests = Array.from({ length: 2000 }, (_, turn) => requestOf(ground, turn))
    const outcome = await sendLoad({ port, requests, connections: 1000, rate: 500, warmUp: 10, seconds: minutes * 60 })
    return { ...outcome, memory }
  } finally {
    clearInterval(look)
  }
}

const everyScreen = 'query { viewer { name church { name } } unreadNotificationCount }'

function requestOf(ground: Ground, turn: number): string {
  const question = questionAt((turn * 37) % 100)
  if (question) return requestFor('faithflow', { question, ground }, turn)
  const token = ground.people[turn % ground.people.length]?.token ?? null
  return httpRequest({ query: everyScreen }, { path: '/graphql', host: `${ground.subdomain}.localhost`, token })
}

function questionAt(place: number): Question | undefined {
  let from = 0
  return questions.find(({ mark }) => {
    from += shares[mark] ?? 0
    return place < from
  })
}
