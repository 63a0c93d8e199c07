import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { type Bed, withBed } from './bed.js'
import { type Figure, round } from './measure.js'
import { coldStart } from './requests/cold-start.js'
import { compareAnswers } from './requests/compare-answers.js'
import { type Ground, plantChurches } from './requests/ground.js'
import { measureSpread, plantMany } from './requests/many-churches.js'
import { measureQuestion } from './requests/measure-question.js'
import { postmasterOf } from './requests/postgres-cpu.js'
import type { Running } from './requests/processes.js'
import { questions, type Server, servers } from './requests/questions.js'
import { figuresOf, mixFigures, tableOf, tripFigures } from './requests/report.js'
import { roundTrips } from './requests/round-trips.js'
import { measureMix } from './requests/screen-mix.js'
import { type Place, prepare, startOurs, startPeer } from './requests/servers.js'
import { reportOf, type Section, writeReport } from './write-report.js'

const { values: options } = parseArgs({
  options: {
    /** How many are on the large church's roll. */
    members: { type: 'string', default: '50000' },
    /** How many churches are asked in turn; 0 leaves that out. */
    churches: { type: 'string', default: '1000' },
    /** How long (f) takes; 10 for the figure that was promised, 0 leaves it out. */
    minutes: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    /** Questions and servers, for a quick look, which is not written down. */
    only: { type: 'string', default: 'abcde' },
    servers: { type: 'string', default: servers.join() },
  },
})
const minutes = Number(options.minutes)
const churches = Number(options.churches)
const isQuick = Number(options.members) < 50_000 || options.only !== 'abcde' || options.servers !== servers.join()
const section: Section = { mark: 'bench:requests', title: 'Requests: `npm run bench:requests`' }
const asked = questions.filter(({ mark }) => options.only.includes(mark))

const tables: string[] = []
const figures: Figure[] = []
const note = (found: readonly Figure[]): void => {
  figures.push(...found)
  for (const { name, measured, wanted } of found) console.log(`${name}: ${measured} ${wanted && `(wanted ${wanted})`}`)
}

await prepare()
const key = newPrivateKey()
const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-bench-data-'))
await withBed(async (bed) => {
  const size = { members: Number(options.members), people: 100 }
  const [ground] = await plantChurches(bed, { key, subdomains: ['bench-requests'], size })
  if (!ground) throw new Error('There is no church.')
  await bed.database.owner.query('checkpoint')
  const place: Place = { url: bed.database.ownerUrl, key, dataDir }
  await measureBeside(bed, place, ground)
  await measureAlone(bed, place, ground)
  const { rows } = await bed.database.owner.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const report = `${reportOf(figures, section, rows[0]?.version ?? '')}\n${tables.join('\n')}`
  console.log(`\n${report}`)
  if (!isQuick) await writeReport(report, section)
})
await rm(dataDir, { recursive: true, force: true })

/** Our server and its peers, in interleaved rounds. */
async function measureBeside(bed: Bed, place: Place, ground: Ground): Promise<void> {
  const postmaster = await postmasterOf(bed)
  const running = new Map<Server, Running>()
  try {
    for (const server of servers.filter((one) => options.servers.includes(one))) {
      running.set(server, server === 'faithflow' ? await startOurs(place) : await startPeer(server, place, ground))
    }
    for (const question of asked) await compareAnswers(running, { question, ground })
    for (const question of asked) {
      const duration = { rounds: Number(options.rounds), warmUp: 1, seconds: Number(options.seconds), postmaster }
      const measured = await measureQuestion(running, { question, ground, duration })
      tables.push(tableOf({ question, measured }))
      console.log(tables.at(-1))
      note(figuresOf({ question, measured }))
    }
  } finally {
    for (const one of running.values()) await one.stop()
  }
}

/** What is promised of our server alone. */
async function measureAlone(bed: Bed, place: Place, ground: Ground): Promise<void> {
  const started = await coldStart(place, ground)
  note([
    {
      name: 'cold start to the first answer',
      measured: `${round(started)} ms`,
      wanted: '≤ 1,000 ms',
      reached: started <= 1000,
    },
  ])
  note(tripFigures(await roundTrips(place, { questions: asked, ground })))
  const many = churches > 0 ? await plantMany(bed, { key, count: churches }) : []
  const ours = await startOurs(place)
  try {
    const reads = asked.filter(({ mark }) => 'abc'.includes(mark))
    for (const question of many.length > 0 ? reads.filter(({ mark }) => mark !== 'c') : []) {
      const { cpu, p50 } = await measureSpread(ours, { grounds: many, question })
      const name = `(${question.mark}) each of ${churches} churches in turn, beside 10 of them`
      note([
        {
          name: `${name}, p50`,
          measured: `${p50.toFixed(2)} × (server CPU ${cpu.toFixed(2)} ×)`,
          wanted: '≤ 1.3 ×',
          reached: p50 <= 1.3,
        },
      ])
    }
    if (minutes > 0) note(mixFigures(await measureMix(ours, { ground, minutes }), minutes))
  } finally {
    await ours.stop()
  }
}
