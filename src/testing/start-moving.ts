import { readSettings } from '../app/environment.js'
import { moveChurch } from '../app/move-church.js'
import { openDatabase } from '../app/open-database.js'
import { createLog } from '../platform/log.js'
import { readMigrations } from '../platform/tenancy/migrations.js'

// A move of its own, for tests that kill one: argv are the church, the cell, and the step before which it stands still.
const [subdomain = '', to = '', stopAt = ''] = process.argv.slice(2)
const database = await openDatabase(readSettings(), createLog('silent'))
await moveChurch({
  ...{ database, subdomain, to, migrations: await readMigrations('church') },
  signal: new AbortController().signal,
  report(step) {
    process.stdout.write(`${step}\n`)
    // Without a turn of the event loop: nothing goes on, as in a process that is gone.
    if (step === stopAt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
})
await database.close()
