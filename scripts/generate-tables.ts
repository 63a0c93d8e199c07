import { writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { describeSchema } from './tables/describe-schema.js'
import { printTables } from './tables/print-tables.js'

const connectionString = process.env['DATABASE_URL']
if (!connectionString) throw new Error('DATABASE_URL must name a freshly migrated database')

const client = new Client({ connectionString })
await client.connect()
const church = await describeSchema(client, process.env['CHURCH_SCHEMA'] ?? 'church')
const control = await describeSchema(client, 'control')
await client.end()
writeFileSync('src/platform/db/tables.generated.ts', printTables({ church, control }))
