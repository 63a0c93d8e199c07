import type { Ground } from './ground.js'
import { askOnce } from './load.js'
import { lockStep } from './lock-step.js'
import type { Question } from './questions.js'
import { type Place, requestFor, startOurs } from './servers.js'

/** So many times each question is put before it is counted: connections are open then, and operations compiled. */
const warmUps = 5
const times = 5

/** How many answers of the database each question waits for, one after the other: the length of the longest such chain. */
export async function roundTrips(
  place: Place,
  { questions, ground }: { readonly questions: readonly Question[]; readonly ground: Ground },
): Promise<ReadonlyMap<string, number>> {
  const way = await lockStep(place.url)
  const server = await startOurs({ ...place, url: way.url })
  try {
    const trips = new Map<string, number>()
    for (const question of questions) {
      const ask = (turn: number) => askOnce(server.port, requestFor('faithflow', { question, ground }, turn))
      for (let turn = 0; turn < warmUps; turn += 1) await ask(turn)
      const counted: number[] = []
      for (let turn = 0; turn < times; turn += 1) counted.push(await way.countSteps(() => ask(warmUps + turn)))
      // A step more is one of the background's, in a moment at which the question's own chain had none.
      trips.set(question.mark, Math.min(...counted))
    }
    return trips
  } finally {
    await server.stop()
    way.close()
  }
}
