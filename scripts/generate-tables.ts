import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mainCell } from '../src/app/open-database.js'
import { startEmbeddedPostgres } from '../src/platform/db/embedded-postgres.js'
import { withOwner } from '../src/platform/tenancy/owner-connection.js'
import { namesOf } from '../src/platform/tenancy/place.js'
import { provisionChurch } from '../src/platform/tenancy/provision-church.js'
import { setUpDatabase } from '../src/platform/tenancy/set-up-database.js'
import { describeSchema } from './tables/describe-schema.js'
import { printTables } from './tables/print-tables.js'

const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-tables-'))
const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
try {
  await withOwner(postgres.url, async (owner) => {
    await setUpDatabase(owner, mainCell)
    const { place } = await provisionChurch(owner, mainCell)
    const church = await describeSchema(owner, namesOf(place.key).schema)
    const control = await describeSchema(owner, 'control')
    const outbox = await describeSchema(owner, 'outbox')
    await writeFile('src/platform/db/tables.generated.ts', printTables({ church, control, outbox }))
  })
} finally {
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
