import { countQueue, countVersions, failedChurches } from '../../churches/index.js'
import { createPool } from '../../platform/db/pool.js'
import { trackStates } from '../../platform/tenancy/check-database.js'
import { findDrift } from '../../platform/tenancy/migrate-churches/find-drift.js'
import { readMigrations } from '../../platform/tenancy/migrations.js'
import { withOwner } from '../../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import { namesOf } from '../../platform/tenancy/place.js'
import { placesAt } from '../church-places.js'
import { mainCell } from '../main-cell.js'
import { describeFailure } from './migrate-up.js'
import { type ExitCode, exitCodes, table, type Terminal } from './terminal.js'
import { withOwnerUrl } from './with-database.js'

/** What `migrate status` is told. */
export interface StatusOptions {
  readonly json: boolean
  /** How many churches are compared with what their migrations make; 0 for none. */
  readonly drift: number
}

/** Says how far everything is, and changes nothing. Exit code 1 when something is behind, failed or has drifted. */
export function migrateStatus(terminal: Terminal, options: StatusOptions): Promise<ExitCode> {
  return withOwnerUrl(terminal, ({ ownerUrl, log }) =>
    withOwner(ownerUrl, async (owner) => {
      const tracks = await trackStates(owner)
      const { length: target } = await readMigrations('church')
      // The columns of the queue came with a step of the control schema.
      const isReadable = tracks.every((track) => track.version >= track.target)
      const pool = createPool({ url: ownerUrl, max: 1, log })
      try {
        const churches = isReadable ? await ownerDesk(pool).read((control) => churchesOf(control, target)) : null
        const places = options.drift > 0 && churches ? await placesAt(ownerDesk(pool), { ...options, target }) : []
        const drifted = places.length > 0 ? await findDrift(owner, { cell: mainCell, places }) : []
        const status = { tracks, target, churches, compared: places.length, drifted: drifted.map(named) }
        terminal.print(options.json ? `${JSON.stringify(status)}\n` : inWords(status))
        const isFine = isReadable && churches?.waiting === 0 && churches.failed === 0 && drifted.length === 0
        return isFine ? exitCodes.done : exitCodes.failed
      } finally {
        await pool.end()
      }
    }),
  )
}

async function churchesOf(control: Parameters<typeof countQueue>[0], target: number) {
  return {
    ...(await countQueue(control, target)),
    versions: await countVersions(control),
    failures: await failedChurches(control, target),
  }
}

const named = ({ place, drift }: Awaited<ReturnType<typeof findDrift>>[number]) => ({
  schema: namesOf(place.key).schema,
  drift,
})

interface Status {
  readonly tracks: Awaited<ReturnType<typeof trackStates>>
  readonly target: number
  readonly churches: Awaited<ReturnType<typeof churchesOf>> | null
  readonly compared: number
  readonly drifted: readonly ReturnType<typeof named>[]
}

function inWords({ tracks, target, churches, compared, drifted }: Status): string {
  const lines = tracks.map(({ track, version, target: wanted }) => `${track.padEnd(8)} at ${version} of ${wanted}`)
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
