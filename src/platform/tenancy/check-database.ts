import type { ClientBase } from 'pg'
import { readMigrations, type Track } from './migrations.js'

/** The database is older than this code needs, as one line that names the command that mends it. */
export class DatabaseBehind extends Error {
  override readonly name = 'DatabaseBehind'
}

/** The track of a whole database. */
export type DatabaseTrack = Exclude<Track, 'church'>

/** How far a track's schema is, and how far this code's steps go. */
export interface TrackState {
  readonly track: DatabaseTrack
  /** 0 for a database that was never set up. */
  readonly version: number
  readonly target: number
}

/** How far the schema of `track` is in the database of `owner`. */
export async function trackState(owner: ClientBase, track: DatabaseTrack): Promise<TrackState> {
  const { length: target } = await readMigrations(track)
  return { track, version: await versionOf(owner, track), target }
}

async function versionOf(owner: ClientBase, track: DatabaseTrack): Promise<number> {
  const { rows } = await owner.query<{ stands: boolean }>('select to_regclass($1) is not null as stands', [
    `${track}._meta`,
  ])
  if (!rows[0]?.stands) return 0
  const { rows: versions } = await owner.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from "${track}"._meta`,
  )
  return versions[0]?.version ?? 0
}

/** Throws DatabaseBehind unless the database has had every step of the track. A newer one is welcome. */
export async function refuseWhenBehind(owner: ClientBase, track: DatabaseTrack): Promise<void> {
  const { version, target } = await trackState(owner, track)
  if (version >= target) return
  const what =
    version === 0 ? 'is not set up' : `is at version ${version} of its ${track} schema, and ${target} is needed`
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  const name = rows[0]?.name ?? ''
  throw new DatabaseBehind(`The database "${name}" ${what}: run \`npx faithflow migrate up\`, then start again.`)
}
