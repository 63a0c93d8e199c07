import type { DemoOptions } from '../app/demo/make-demo.js'
import { registerWarmChurch } from '../app/found-church.js'
import { mainCell } from '../app/open-database.js'
import { systemClock } from '../platform/clock.js'
import { createLog } from '../platform/log.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { provisionChurch } from '../platform/tenancy/provision-church.js'
import { openOwnDatabase } from './worker-database.js'

/** A database with WARM churches and no others, and what the demo is made with there. */
export interface DemoDatabase {
  readonly options: DemoOptions
  /** Rows as the owner sees them; unqualified tables are those of the church at `subdomain`, else the control tables. */
  readonly rows: (subdomain: string, query: string) => Promise<Record<string, unknown>[]>
  /** Every row of every table of these churches; of the control schema where none is at the name. */
  readonly tables: (...subdomains: readonly string[]) => Promise<unknown>
  close(): Promise<void>
}

/** A database that no other test knows: the demo's churches have the same names in each. */
export async function openDemoDatabase(): Promise<DemoDatabase> {
  const opened = await openOwnDatabase(createLog('silent'))
  const { gate, owner, ownerUrl } = opened
  const catalogue = ownerDesk(owner)

  const rows: DemoDatabase['rows'] = (subdomain, query) =>
    withOwner(ownerUrl, async (client) => {
      const church = `select schema_name from control.church where subdomain = '${subdomain}'`
      await client.query(`select set_config('search_path', coalesce((${church}), 'control'), false)`)
      return (await client.query<Record<string, unknown>>(query)).rows
    })
  return {
    rows,
    tables: (...subdomains) => Promise.all(subdomains.map((subdomain) => readTables(rows, subdomain))),
    options: {
      ...{ gate, catalogue, clock: systemClock },
      buildWarmChurch: async () => {
        const built = await withOwner(ownerUrl, (client) => provisionChurch(client, mainCell))
        await registerWarmChurch({ catalogue, clock: systemClock }, built)
      },
    },
    close: () => opened.close(),
  }
}

async function readTables(rows: DemoDatabase['rows'], subdomain: string): Promise<unknown> {
  const [found] = await rows(
    subdomain,
    `select string_agg(format('select %L as table, to_jsonb(t) as row from %I t', table_name, table_name), ' union all ') as all
     from information_schema.tables where table_schema = current_schema()`,
  )
  return rows(subdomain, `${String(found?.['all'])} order by 1, 2`)
}
