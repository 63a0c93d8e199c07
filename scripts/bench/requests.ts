import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { withBed } from './bed.js'
import { compareAnswers } from './requests/compare-answers.js'
import { type Ground, plantChurches } from './requests/ground.js'
import { measureQuestion } from './requests/measure-question.js'
import type { Running } from './requests/processes.js'
import { questions, type Server, servers } from './requests/questions.js'
import { figuresOf } from './requests/report.js'
import { type Place, prepare, startOurs, startPeer } from './requests/servers.js'

const { values: options } = parseArgs({
  options: {
    members: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string' },
    servers: { type: 'string' },
  },
})

await prepare()
const key = newPrivateKey()
await withBed(async (bed) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-bench-data-'))
  const [ground] = await plantChurches(bed, {
    key,
    subdomains: ['bench-requests'],
    size: { members: Number(options.members), people: 100 },
  })
  if (!ground) throw new Error('There is no church.')
  await bed.database.owner.query('checkpoint')
  const place: Place = { url: bed.database.ownerUrl, key, dataDir }
  const chosen = servers.filter((server) => !options.servers || options.servers.split(',').includes(server))
  const running = new Map<Server, Running>()
  for (const server of chosen)
    running.set(server, server === 'faithflow' ? await startOurs(place) : await startPeer(server, place, ground))
  try {
    for (const question of questions) {
      if (options.only && !options.only.includes(question.mark)) continue
      await compareAnswers(running, { question, ground })
      const duration = { rounds: Number(options.rounds), warmUp: 1, seconds: Number(options.seconds) }
      const measured = await measureQuestion(running, { question, ground, duration })
      console.log(figuresOf(question, measured))
    }
  } finally {
    for (const one of running.values()) await one.stop()
  }
})
export type { Ground }
