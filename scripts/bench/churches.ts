import { withBed } from './bed.js'
import { measureGate } from './gate.js'
import type { Figure } from './measure.js'
import { measureMigration } from './migrate.js'
import { measureSignUp } from './sign-up.js'
import { reportOf, writeReport } from './write-report.js'

// How many churches are migrated; fewer for a quick look, whose report is only printed.
const churches = Number(process.argv[2] ?? 1000)

const report = await withBed(async (bed) => {
  const figures: Figure[] = []
  for (const measure of [
    () => measureSignUp(bed, Math.min(churches, 105)),
    () => measureGate(bed, 300),
    () => measureMigration(bed, churches),
  ]) {
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
if (churches >= 1000) await writeReport(report)
