import type { ClientBase } from 'pg'
import { readMigrations, type Track } from './migrations.js'

/** The database is older than this code needs, as one line that names the command that mends it. */
export class DatabaseBehind extends Error {
  override readonly name = 'DatabaseBehind'
}

/** How far a track's schema is, and how far this code's steps go. */
export interface TrackState {
  readonly track: Exclude<Track, 'church'>
  /** 0 for a database that was never set up. */
  readonly version: number
  readonly target: number
}

/** How far the control schema, what a cell shares and the queue of jobs are. */
export async function trackStates(owner: ClientBase): Promise<readonly TrackState[]> {
  const tracks = ['control', 'cell', 'jobs'] as const
  const states: TrackState[] = []
  for (const track of tracks) {
    const { length: target } = await readMigrations(track)
    states.push({ track, version: await versionOf(owner, track), target })
  }
  return states
}

async function versionOf(owner: ClientBase, track: TrackState['track']): Promise<number> {
  const { rows } = await owner.query<{ stands: boolean }>('select to_regclass($1) is not null as stands', [
    `${track}._meta`,
  ])
  if (!rows[0]?.stands) return 0
  const { rows: versions } = await owner.query<{ version: number }>(
    `select coalesce(max(version), 0) as version from "${track}"._meta`,
  )
  return versions[0]?.version ?? 0
}

/** Throws DatabaseBehind unless control schema and cell have had every step of this code. A newer one is welcome. */
export async function refuseWhenBehind(owner: ClientBase): Promise<void> {
  const behind = (await trackStates(owner)).find(({ version, target }) => version < target)
  if (!behind) return
  const { track, version, target } = behind
  const what =
    version === 0 ? 'is not set up' : `is at version ${version} of its ${track} schema, and ${target} is needed`
  throw new DatabaseBehind(`The database ${what}: run \`npx faithflow migrate up\`, then start again.`)
}
