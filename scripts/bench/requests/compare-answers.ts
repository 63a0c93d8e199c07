import { isDeepStrictEqual } from 'node:util'
import type { Ground } from './ground.js'
import { askOnce } from './load.js'
import type { Running } from './processes.js'
import type { Question, Server } from './questions.js'
import { requestFor } from './servers.js'

/** Whether a server has an answer to this question. */
export const canAnswer = (server: Server, question: Question): boolean =>
  server !== 'postgraphile' || question.postgraphile !== null

/** Asks every server the same; throws when one answers otherwise than ours. Nothing is timed before. */
export async function compareAnswers(
  running: ReadonlyMap<Server, Running>,
  { question, ground }: { readonly question: Question; readonly ground: Ground },
): Promise<void> {
  const answers: { readonly server: Server; readonly answer: unknown }[] = []
  for (const [server, { port }] of running) {
    if (!canAnswer(server, question)) continue
    const raw = (await askOnce(port, requestFor(server, { question, ground }, 1))) as {
      readonly data?: never
      readonly errors?: unknown
    }
    if (!raw.data || raw.errors) throw new Error(`${server} (${question.mark}): ${JSON.stringify(raw).slice(0, 1000)}`)
    const read = server === 'postgraphile' ? question.postgraphile?.read(raw.data) : raw.data
    answers.push({ server, answer: question.compared ? question.compared(read as never) : read })
  }
  const ours = answers.find(({ server }) => server === 'faithflow')?.answer
  for (const { server, answer } of answers) {
    if (isDeepStrictEqual(answer, ours)) continue
    const texts = [answer, ours].map((one) => JSON.stringify(one).slice(0, 1500))
    throw new Error(`${server} answers (${question.mark}) otherwise:\n${texts[0]}\nthan ours:\n${texts[1]}`)
  }
}
