import { createPool } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'
import { runMigrations, withSteps } from './migration-bed.js'

// A run of its own, for tests that kill one: argv[2] is the database, what follows are the steps. It prints a line for
// each church, after its commit and before the catalogue hears of it.
const [url = '', ...steps] = process.argv.slice(2)
const owner = createPool({ url, max: 6, log: createLog('silent') })
await runMigrations(owner, await withSteps(...steps), {
  leaseSeconds: 1,
  renewEvery: 300,
  report: ({ name }) => process.stdout.write(`${name}\n`),
})
await owner.end()
