import { migrateChurches, type MigratedChurch } from '../src/app/migrate-churches.js'
import { createLog } from '../src/platform/log.js'
import { readMigrations } from '../src/platform/tenancy/migrations.js'
import { DatabaseUnreachable } from '../src/platform/tenancy/owner-connection.js'

const ownerUrl = process.env['DIRECT_DATABASE_URL'] ?? process.env['DATABASE_URL']
let churches = 0
let failed = 0

function report({ church, version, fault }: MigratedChurch): void {
  churches += 1
  if (fault !== null) failed += 1
  const name = `c_${church.placeKey} (${church.subdomain ?? 'waits for its owner'})`
  const step = version === church.version ? `is at ${version}` : `went from ${church.version} to ${version}`
  console.log(fault === null ? `${name} ${step}` : `${name} stays at ${version}: ${fault}`)
}

try {
  if (!ownerUrl || !URL.canParse(ownerUrl)) {
    throw new DatabaseUnreachable('DATABASE_URL must name the database, as postgres://user:password@host/name.')
  }
  await migrateChurches({ ownerUrl, log: createLog('warn') }, await readMigrations('church'), report)
  console.log(`control and cell are up to date; ${churches - failed} of ${churches} churches are`)
} catch (error) {
  console.error(error instanceof DatabaseUnreachable ? error.message : error)
  failed += 1
}
process.exitCode = failed > 0 ? 1 : 0
