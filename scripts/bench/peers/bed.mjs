import { createServer } from 'node:http'
import pg from 'pg'

// What every peer stands on: the tables of one church, read as their owner, with no check of anybody.

const { builtins, getTypeParser } = pg.types
const asInstant = (text) => `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
const parsers = new Map([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, asInstant],
])
const types = { getTypeParser: (oid, format) => parsers.get(oid) ?? getTypeParser(oid, format) }

/** As many connections as FaithFlow has to a cell. */
export const connections = 15
export const { DATABASE: url, SCHEMA: schema, CHURCH: church } = process.env

export const pool = new pg.Pool({
  connectionString: url,
  max: connections,
  types,
  options: `-c search_path=${schema},extensions -c timezone=UTC`,
})

/** The rows of a statement that is prepared once for each connection. */
export const rows = async (name, text, values) => (await pool.query({ name, text, values })).rows

/** Listens on any port and says which. */
export function serve(handler) {
  const server = createServer(handler)
  server.keepAliveTimeout = 65_000
  server.listen(0, '127.0.0.1', () => ready(server.address().port))
  return server
}

export const ready = (port) => process.stdout.write(`ready ${port}\n`)
