import { percentile } from '../measure.js'
import type { Ground } from './ground.js'
import { askOnce } from './load.js'
import { questions } from './questions.js'
import { type Place, requestFor, startOurs } from './servers.js'

/** Milliseconds from starting the built server to its first answer, on a database that is ready; the median of five. */
export async function coldStart(place: Place, ground: Ground): Promise<number> {
  const [question] = questions
  if (!question) throw new Error('There is no question.')
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const begun = performance.now()
    const server = await startOurs(place)
    await askOnce(server.port, requestFor('faithflow', { question, ground }, turn))
    times.push(performance.now() - begun)
    await server.stop()
  }
  return percentile(times, 50)
}
