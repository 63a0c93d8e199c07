import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'

// A FaithFlow reduced to its database, for tests that kill one: serves argv[2], tells its url, and stays until it is
// killed.
const { url, adopted } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', durable: true })
process.stdout.write(`${JSON.stringify({ url, adopted })}\n`)
setInterval(() => {}, 60_000)
