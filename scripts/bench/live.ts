import { parseArgs } from 'node:util'
import { measureCreateEvent } from './live/create-event.js'
import { measureFanOut } from './live/fan-out.js'
import { measureFaults } from './live/faults.js'
import { type Theatre, withTheatre } from './live/theatre.js'
import type { Figure } from './measure.js'
import { reportOf, type Section, writeReport } from './write-report.js'

const { values: options } = parseArgs({
  options: {
    /** Churches that listen, with 100 sockets each; fewer than 100 for a quick look, which is not written down. */
    churches: { type: 'string', default: '100' },
    listeners: { type: 'string', default: '100' },
    /** How often each fault is made. */
    faults: { type: 'string', default: '20' },
    members: { type: 'string', default: '50000' },
    /** Measures one thing alone, for a quick look. */
    only: { type: 'string' },
  },
})
const [churches, listeners] = [Number(options.churches), Number(options.listeners)]
const [faults, members] = [Number(options.faults), Number(options.members)]
const isQuick = churches * listeners < 10_000 || faults < 20 || members < 50_000 || options.only !== undefined
const section: Section = { mark: 'bench:live', title: 'Live: `npm run bench:live`' }

/** What is measured beside the built server, by name. */
const parts: Readonly<Record<string, (theatre: Theatre) => Promise<readonly Figure[]>>> = {
  'create-event': (theatre) => measureCreateEvent(theatre, members),
  'fan-out': (theatre) => measureFanOut(theatre, { churches, listeners, clients: 2 }),
  faults: (theatre) => measureFaults(theatre, faults),
}

await withTheatre(async (theatre) => {
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (options.only && options.only !== name) continue
    for (const figure of await measure(theatre)) {
      figures.push(figure)
      console.log(`${figure.name}: ${figure.measured} ${figure.wanted && `(wanted ${figure.wanted})`}`)
    }
  }
  const { rows } = await theatre.bed.database.owner.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const report = reportOf(figures, section, rows[0]?.version ?? '')
  console.log(`\n${report}`)
  if (!isQuick) await writeReport(report, section)
})
// Clients and servers are gone; a handle that one of them left does not keep the process.
process.exit()
