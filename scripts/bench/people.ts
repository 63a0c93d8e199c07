import { parseArgs } from 'node:util'
import { type Bed, withBed } from './bed.js'
import { measureCreation } from './create-members.js'
import { measureMemberExports } from './export-members.js'
import { measureImport } from './import-members.js'
import type { Figure } from './measure.js'
import { plantMembers } from './plant-members.js'
import { measureSearch } from './search-members.js'
import { signUp } from './sign-up.js'
import { reportOf, type Section, writeReport } from './write-report.js'

const { values: options } = parseArgs({
  options: {
    /** How many are on the roll; fewer than 50000 for a quick look, which is not written down. */
    members: { type: 'string', default: '50000' },
    /** How many rows a file has that is imported. */
    rows: { type: 'string', default: '50000' },
    /** Measures one thing alone, for a quick look. */
    only: { type: 'string' },
  },
})
const members = Number(options.members)
const rows = Number(options.rows)
const isQuick = Math.min(members, rows) < 50_000 || options.only !== undefined
const section: Section = { mark: 'bench:people', title: 'People: `npm run bench:people`' }
const subdomain = 'bench-people'

/** What is measured in the large church, by name. */
const parts: Readonly<Record<string, (bed: Bed, subdomain: string) => Promise<readonly Figure[]>>> = {
  search: measureSearch,
  creation: measureCreation,
  exports: measureMemberExports,
  import: (bed, name) => measureImport(bed, { subdomain: name, rows }),
}

await withBed(async (bed) => {
  await bed.pool.build()
  await signUp(bed, subdomain)
  await plantMembers(bed, subdomain, members)
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) {
    if (options.only && options.only !== name) continue
    for (const figure of await measure(bed, subdomain)) {
      figures.push(figure)
      console.log(`${figure.name}: ${figure.measured} ${figure.wanted && `(wanted ${figure.wanted})`}`)
    }
  }
  const { rows: settings } = await bed.database.owner.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const report = reportOf(figures, section, settings[0]?.version ?? '')
  console.log(`\n${report}`)
  if (!isQuick) await writeReport(report, section)
})
