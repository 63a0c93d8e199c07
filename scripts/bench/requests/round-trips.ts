import { connect, createServer, type AddressInfo } from 'node:net'
import { percentile, timed } from '../measure.js'
import type { Ground } from './ground.js'
import { askOnce } from './load.js'
import type { Running } from './processes.js'
import type { Question } from './questions.js'
import { type Place, requestFor, startOurs } from './servers.js'

const delay = 25
const times = 15

/**
 * How many answers of the database a question waits for, one after the other: by how much longer it takes when each is
 * 25 ms further away.
 */
export async function roundTrips(
  place: Place,
  {
    near,
    questions,
    ground,
  }: { readonly near: Running; readonly questions: readonly Question[]; readonly ground: Ground },
): Promise<ReadonlyMap<string, number>> {
  const far = await farAway(place.url)
  const distant = await startOurs({ ...place, url: far.url })
  try {
    const trips = new Map<string, number>()
    for (const question of questions) {
      const took = async ({ port }: Running): Promise<number> => {
        const all: number[] = []
        for (let turn = 0; turn < times; turn += 1) {
          all.push(await timed(() => askOnce(port, requestFor('faithflow', { question, ground }, turn))))
        }
        // The first open connections and let operations be compiled.
        return percentile(all.slice(5), 50)
      }
      trips.set(question.mark, ((await took(distant)) - (await took(near))) / delay)
    }
    return trips
  } finally {
    await distant.stop()
    far.close()
  }
}

/** The same database behind a line on which everything takes its time. */
async function farAway(url: string): Promise<{ readonly url: string; close(): void }> {
  const target = new URL(url)
  const [port, host] = [Number(target.port), target.hostname]
  const server = createServer((client) => {
    const database = connect(port, host)
    client.on('data', (chunk) => setTimeout(() => database.write(chunk), delay))
    database.on('data', (chunk) => client.write(chunk))
    for (const end of [client, database]) {
      end.setNoDelay(true).on('error', () => undefined)
      end.on('close', () => (client.destroy(), database.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on a port, so its address has one.
  target.port = String((server.address() as AddressInfo).port)
  return { url: target.href, close: () => void server.close() }
}
