import { parseArgs } from 'node:util'
import { withBed } from './bed.js'
import { measureGate } from './gate.js'
import type { Figure } from './measure.js'
import { measureMigration } from './migrate.js'
import { measureSignUp } from './sign-up.js'
import { reportOf, writeReport } from './write-report.js'

const { values: options } = parseArgs({
  options: {
    /** How many churches are migrated; fewer than 1000 for a quick look. */
    migrated: { type: 'string', default: '1000' },
    /** Measures one thing alone. */
    only: { type: 'string' },
  },
})
const migrated = Number(options.migrated)

const report = await withBed(async (bed) => {
  const figures: Figure[] = []
  const parts: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
    'sign-up': () => measureSignUp(bed, Math.min(migrated, 105)),
    gate: () => measureGate(bed, 500),
    migrate: () => measureMigration(bed, migrated),
  }
  for (const [name, measure] of Object.entries(parts)) {
    // The others need its churches.
    if (options.only && options.only !== name && name !== 'sign-up') continue
    for (const figure of await measure()) {
      figures.push(figure)
      console.log(`${figure.name}: ${figure.measured} ${figure.wanted && `(wanted ${figure.wanted})`}`)
    }
  }
  const { rows } = await bed.database.owner.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  return reportOf(figures, rows[0]?.version ?? '')
})
console.log(`\n${report}`)
// A quick look is only printed.
if (migrated >= 1000 && !options.only) await writeReport(report)
