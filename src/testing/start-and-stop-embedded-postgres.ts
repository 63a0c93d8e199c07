import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'

// For tests of the launcher in a check-out of its own: ends with code 0 if a new database in argv[2] could be served.
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', durable: true })
await server.stop()
