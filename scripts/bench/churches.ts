import { parseArgs } from 'node:util'
import { type Bed, withBed } from './bed.js'
import { measureExport } from './export.js'
import { measureGate } from './gate.js'
import { measureKills } from './kill-workers.js'
import { measureMany } from './many-churches.js'
import type { Figure } from './measure.js'
import { measureMigration, measureNothingToDo } from './migrate.js'
import { measureRefill } from './refill.js'
import { measureSignUp } from './sign-up.js'
import { reportOf, type Section, writeReport } from './write-report.js'

const { values: options } = parseArgs({
  options: {
    /** What grows with their number is measured with so many in one database; takes an hour at 10000. */
    churches: { type: 'string' },
    /** How many are migrated in the ordinary run; fewer than 1000 for a quick look. */
    migrated: { type: 'string', default: '1000' },
    /** Measures one thing alone, for a quick look. */
    only: { type: 'string' },
  },
})
const [churches, migrated] = [Number(options.churches ?? 0), Number(options.migrated)]
const isQuick = churches ? churches < 10_000 : migrated < 1000 || options.only !== undefined
const section: Section = churches
  ? { mark: 'bench:many-churches', title: `Many churches: \`npm run bench:churches -- --churches ${churches}\`` }
  : { mark: 'bench:churches', title: 'Churches: `npm run bench:churches`' }

type Parts = Readonly<Record<string, () => Promise<readonly Figure[]>>>

const partsOf = (bed: Bed): Parts =>
  churches
    ? measureMany(bed, churches)
    : {
        'sign-up': () => measureSignUp(bed, Math.min(migrated, 105)),
        gate: () => measureGate(bed, 500),
        export: () => measureExport(bed, 'bench-church-1'),
        refill: () => measureRefill(bed, 5),
        migrate: () => measureMigration(bed, migrated),
        kills: () => measureKills(bed),
        'nothing-to-do': () => measureNothingToDo(bed),
      }

// Half an hour's figures are not lost because the next one cannot be had.
const failed = (name: string, error: unknown): readonly Figure[] => [
  { name, measured: `failed: ${error instanceof Error ? error.message : String(error)}`, wanted: '', reached: false },
]

await withBed(async (bed) => {
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(partsOf(bed))) {
    // The others need its churches.
    if (options.only && options.only !== name && name !== 'sign-up') continue
    for (const figure of await measure().catch((error: unknown) => failed(name, error))) {
      figures.push(figure)
      console.log(`${figure.name}: ${figure.measured} ${figure.wanted && `(wanted ${figure.wanted})`}`)
    }
  }
  const { rows } = await bed.database.owner.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  // Here, so that a database that cannot be stopped takes no figure with it.
  const report = reportOf(figures, section, rows[0]?.version ?? '')
  console.log(`\n${report}`)
  if (!isQuick) await writeReport(report, section)
})
