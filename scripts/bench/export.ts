import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { exportChurch } from '../../src/app/export-church.js'
import { cellOf, mainCell } from '../../src/app/open-database.js'
import { churchAt } from '../../src/churches/index.js'
import { folderStore } from '../../src/platform/files/folder-store.js'
import { ownerDesk } from '../../src/platform/tenancy/owner-desk.js'
import { namesOf } from '../../src/platform/tenancy/place.js'
import type { Bed } from './bed.js'
import { type Figure, percentile, round, timed } from './measure.js'

const members = 50_000

/** How an export of a large church compares with COPY of the same tables, of which nothing is kept. */
export async function measureExport({ database }: Bed, subdomain: string): Promise<readonly Figure[]> {
  const { owner, ownerUrl } = database
  const { gatewayUrl } = cellOf(database, mainCell)
  const church = await ownerDesk(owner).read((control) => churchAt(control, subdomain))
  if (!church) throw new Error(`There is no church ${subdomain}.`)
  const { schema } = namesOf(church.placeKey)
  await fill(ownerUrl, schema)
  const home = await mkdtemp(join(tmpdir(), 'faithflow-bench-export-'))
  const times = { exported: [] as number[], raw: [] as number[] }
  let rows = 0
  let bytes = 0
  try {
    for (let round_ = 0; round_ < 7; round_ += 1) {
      times.raw.push(await timed(async () => (bytes = await copyRaw(ownerUrl, schema))))
      const folder = join(home, String(round_))
      const signal = new AbortController().signal
      times.exported.push(
        await timed(async () => {
          const none = { files: folderStore('/nowhere'), fileNames: async () => [] }
          const whole = { owner, gatewayUrl, church, folder, withPasswords: true, signal, ...none }
          const { copy } = await exportChurch(whole)
          rows = copy.tables.reduce((sum, table) => sum + table.rows, 0)
        }),
      )
      await rm(folder, { recursive: true })
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
  const [exported, raw] = [percentile(times.exported, 50), percentile(times.raw, 50)]
  return [
    {
      name: `export of a church of ${members} members (${rows} rows, ${round(bytes / 1e6)} MB) beside COPY of its tables`,
      measured: `${round(exported)} ms beside ${round(raw)} ms (${round(raw / exported)} as fast)`,
      wanted: '≥ 0.5 as fast',
      reached: raw / exported >= 0.5,
    },
  ]
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Copies every table to where nothing is kept; how many bytes there were. */
const copyRaw = (url: string, schema: string): Promise<number> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1`,
      [schema],
    )
    let bytes = 0
    for (const { name } of rows) {
      const nowhere = new Writable({
        write(chunk: Buffer, _encoding, done) {
          bytes += chunk.length
          done()
        },
      })
      await pipeline(client.query(copyTo(`copy ${name} to stdout`)), nowhere)
    }
    return bytes
  })

const fill = (url: string, schema: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(`
      set search_path to ${schema};
      insert into member (id, member_number, first_name, last_name, email, phone, address, gender, birth_date, joined_on)
      select gen_random_uuid(), 'B' || n, 'Ama' || n % 977, 'Mensah' || n % 4999, 'ama' || n || '@example.org',
        '+23324' || 1000000 + n, n || ' Ring Road, Accra', 'FEMALE', date '1950-01-01' + n % 20000, date '2000-01-01' + n % 9000
      from generate_series(1, ${members}) n;
      insert into household (id, name) select gen_random_uuid(), 'Household ' || n from generate_series(1, 15000) n;
      insert into household_member (id, household_id, member_id, relation)
      select gen_random_uuid(), h.id, m.id, 'OTHER'
      from (select id, row_number() over () as n from member) m
        join (select id, row_number() over () as n from household) h on h.n = 1 + m.n % 15000;
      insert into ministry (id, name, category) select gen_random_uuid(), 'Ministry ' || n, 'WORSHIP' from generate_series(1, 20) n;
      insert into ministry_membership (id, ministry_id, member_id, status)
      select gen_random_uuid(), t.id, m.id, 'ACTIVE'
      from (select id, row_number() over () as n from member) m
        join (select id, row_number() over () as n from ministry) t on t.n = 1 + m.n % 20;
      analyze`)
  })
