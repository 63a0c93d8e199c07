import { createHash } from 'node:crypto'
import type { Migration } from '../migrations.js'
import { namesOf, type Place } from '../place.js'
import { schemaOwner } from '../set-up-database.js'

/** What a step raises when the church is not at the version it was thought to be at. */
export const otherVersion = 'FF001'

/** Which steps are to run in which church, and after which. */
export interface Stretch {
  readonly place: Place
  /** The steps the church should have had, all of them. */
  readonly before: readonly Migration[]
  readonly steps: readonly Migration[]
}

/** A text of many statements, and where the steps' own SQL stands in it. */
export interface Message {
  readonly text: string
  /** For each step: its SQL as it is sent, and where that begins in `text`. */
  readonly parts: readonly { readonly step: Migration; readonly sql: string; readonly start: number }[]
}

/**
 * A transaction without its end: it takes the church's lock, raises FF001 unless the church has had exactly `before`,
 * runs `steps` and writes their lines into `_meta`. Whoever sends it adds `commit`, or rolls back.
 *
 * It waits half a second for locks (55P03) and 30 seconds for a statement (57014).
 */
export function stepMessage({ place, before, steps }: Stretch): Message {
  const { schema, role } = namesOf(place.key)
  let text = opening(schema, before)
  const parts = steps.map((step) => {
    const sql = step.sql.replaceAll('"church_role"', `"${role}"`)
    const start = text.length
    text += `${sql};\n${recordStep(step)};\n`
    return { step, sql, start }
  })
  return { text, parts }
}

/** The line that `_meta` gets for a step. */
export const recordStep = ({ version, name, checksum }: Migration): string =>
  `insert into _meta (version, name, checksum) values (${version}, ${quote(name)}, ${quote(checksum)})`

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

const opening = (schema: string, before: readonly Migration[]): string => `
begin; set local lock_timeout = '500ms'; set local statement_timeout = '30s';
select pg_advisory_xact_lock(hashtextextended('${schema}', 42));
set local role "${schemaOwner}"; set local search_path to "${schema}";
do $guard$ begin
  if (select md5(coalesce(string_agg(version || ':' || checksum, ',' order by version), '')) from _meta)
    is distinct from '${stateOf(before)}'
  then raise exception 'the church has had other steps' using errcode = '${otherVersion}'; end if;
end $guard$;
`

const stateOf = (steps: readonly Migration[]): string =>
  createHash('md5')
    .update(steps.map(({ version, checksum }) => `${version}:${checksum}`).join(','))
    .digest('hex')
