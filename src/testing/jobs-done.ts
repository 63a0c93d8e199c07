import { eventually } from './eventually.js'
import type { World } from './world.js'

/**
 * Resolves once no job of the church with this place key waits for a worker or runs, but for those that sleep until their
 * time; the world must have a worker.
 */
export async function jobsDone({ database }: Pick<World, 'database'>, placeKey: string): Promise<void> {
  await eventually(async () => {
    const { rows } = await database.owner.query<{ task: string; attempts: number; last_error: string | null }>(
      `select task, attempts, last_error from jobs.job where church = $1 and state <> 'DEAD' and run_at < now() + interval '1 minute'`,
      [placeKey],
    )
    // What keeps a job from being done says more than its name.
    return rows.map(({ task, attempts, last_error }) =>
      last_error ? `${task}, tried ${attempts} times: ${last_error}` : task,
    )
  }).toEqual([])
}
