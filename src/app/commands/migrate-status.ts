import { countQueue, countVersions, failedChurches } from '../../churches/index.js'
import { type DatabaseTrack, type TrackState, trackState } from '../../platform/tenancy/check-database.js'
import { type DriftedChurch, findDrift } from '../../platform/tenancy/migrate-churches/find-drift.js'
import { readMigrations } from '../../platform/tenancy/migrations.js'
import { withOwner } from '../../platform/tenancy/owner-connection.js'
import { namesOf, type Place } from '../../platform/tenancy/place.js'
import { placesAt } from '../church-places.js'
import type { DatabaseSettings } from '../database-settings.js'
import { describeFailure } from './migrate-up.js'
import { type ExitCode, exitCodes, table, type Terminal } from './terminal.js'
import { withCatalogue, withDatabases } from './with-database.js'

/** What `migrate status` is told. */
export interface StatusOptions {
  readonly json: boolean
  /** How many churches are compared with what their migrations make; 0 for none. */
  readonly drift: number
}

/** Says how far everything is, and changes nothing. Exit code 1 when something is behind, failed or has drifted. */
export function migrateStatus(terminal: Terminal, options: StatusOptions): Promise<ExitCode> {
  return withDatabases(terminal, async (reached) => {
    const tracks = await tracksOf(reached.databases)
    const { length: target } = await readMigrations('church')
    // The columns of the queue came with a step of the control schema.
    const isReadable = tracks.every((track) => track.version >= track.target)
    return withCatalogue(reached, async (catalogue) => {
      const churches = isReadable ? await catalogue.read((control) => churchesOf(control, target)) : null
      const places = options.drift > 0 && churches ? await placesAt(catalogue, { ...options, target }) : []
      const drifted = await driftOf(reached.databases, places)
      const status = { tracks, target, churches, compared: places.length, drifted: drifted.map(named) }
      terminal.print(options.json ? `${JSON.stringify(status)}\n` : inWords(status))
      const isFine = isReadable && churches?.waiting === 0 && churches.failed === 0 && drifted.length === 0
      return isFine ? exitCodes.done : exitCodes.failed
    })
  })
}

/** How far a schema of a whole database is; `cell` names whose, null for control. */
type Track = TrackState & { readonly cell: string | null }

async function tracksOf({ control, cells }: DatabaseSettings): Promise<readonly Track[]> {
  const isApart = cells.every(({ directUrl }) => directUrl !== control.directUrl)
  const tracks = await statesOf(control.directUrl, { cell: null, tracks: isApart ? ['control', 'jobs'] : ['control'] })
  for (const { name: cell, directUrl } of cells) {
    tracks.push(...(await statesOf(directUrl, { cell, tracks: ['cell', 'jobs'] })))
  }
  return tracks
}

function statesOf(
  url: string,
  { cell, tracks }: { readonly cell: string | null; readonly tracks: readonly DatabaseTrack[] },
): Promise<Track[]> {
  return withOwner(url, async (owner) => {
    const states: Track[] = []
    for (const track of tracks) states.push({ ...(await trackState(owner, track)), cell })
    return states
  })
}

async function driftOf({ cells }: DatabaseSettings, places: readonly Place[]): Promise<readonly DriftedChurch[]> {
  const drifted: DriftedChurch[] = []
  for (const { name: cell, directUrl } of cells) {
    const here = places.filter((place) => place.cell === cell)
    if (here.length === 0) continue
    drifted.push(...(await withOwner(directUrl, (owner) => findDrift(owner, { cell, places: here }))))
  }
  return drifted
}

async function churchesOf(control: Parameters<typeof countQueue>[0], target: number) {
  return {
    ...(await countQueue(control, target)),
    versions: await countVersions(control),
    failures: await failedChurches(control, target),
  }
}

const named = ({ place, drift }: DriftedChurch) => ({
  schema: namesOf(place.key).schema,
  drift,
})

interface Status {
  readonly tracks: readonly Track[]
  readonly target: number
  readonly churches: Awaited<ReturnType<typeof churchesOf>> | null
  readonly compared: number
  readonly drifted: readonly ReturnType<typeof named>[]
}

function inWords({ tracks, target, churches, compared, drifted }: Status): string {
  const lines = tracks.map(
    ({ track, cell, version, target: wanted }) =>
      `${(cell === null ? track : `${track} ${cell}`).padEnd(8)} at ${version} of ${wanted}`,
  )
  if (!churches) return `${lines.join('\n')}\nRun \`npx faithflow migrate up\`.\n`
  const { done, waiting, failed } = churches
  lines.push(`churches ${done} at ${target}, ${waiting} behind, ${failed} failed`)
  const rows = churches.versions.map(({ version, wave, churches: count }) => [version, wave ?? '', count])
  if (rows.length > 0) lines.push('', table(['version', 'wave', 'churches'], rows).trimEnd())
  lines.push(...churches.failures.map(describeFailure))
  if (compared > 0) lines.push('', `${drifted.length} of ${compared} compared churches have drifted`)
  for (const { schema, drift } of drifted) {
    lines.push(
      ...drift.map(
        ({ object, expected, found }) =>
          `  ${schema} ${object}: ${found ?? 'missing'}${expected === null ? ', which should not be there' : `, not ${expected}`}`,
      ),
    )
  }
  return `${lines.join('\n')}\n`
}
