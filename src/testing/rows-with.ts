import type { ChurchWorld } from './church-world.js'
import type { World } from './world.js'

/** Every row of every table, of this church or of all, in which `mark` still stands: the table, and the row as text. */
export async function rowsWith({ database }: World, church: ChurchWorld, mark: string): Promise<readonly string[]> {
  const { owner } = database
  const { rows: tables } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = any ($1) and tablename <> 'platform_audit'`,
    [[`c_${church.church.placeKey}`, 'control', 'outbox', 'graphile_worker']],
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string }>(
      `select t::text as text from ${name} t where lower(t::text) like $1`,
      [`%${mark}%`],
    )
    found.push(...rows.map(({ text }) => `${name.split('.')[1]} ${text}`))
  }
  return found
}
