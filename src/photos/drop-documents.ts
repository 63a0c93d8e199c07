import type { Needs } from '../platform/context.js'
import type { Job } from '../platform/jobs/job.js'
import type { Task } from '../platform/jobs/task.js'
import { removeDocuments } from './photos.repository.js'

const task = 'remove-file'

/** Removes documents, and after the commit their bytes. Belongs inside a transaction. */
export async function dropDocuments(ctx: Needs<never>, ids: readonly string[]): Promise<void> {
  dropFiles(ctx, await removeDocuments(ctx.db, ids))
}

/** Has bytes removed that nothing leads to once the transaction has committed. */
export function dropFiles({ enqueue }: Pick<Needs<never>, 'enqueue'>, names: readonly string[]): void {
  for (const job of jobsToRemove(names)) enqueue(job)
}

/** The jobs that remove these bytes: kept with whatever made them nobody's. */
export const jobsToRemove = (names: readonly string[]): readonly Job[] =>
  names.map((name) => ({ task, data: { name } }))

/** Removes bytes from the file store; doing it again changes nothing. */
export const removeFiles: Task = {
  task,
  isKept: true,
  // dropFiles enqueued it.
  run: ({ files, church }, data) =>
    files.remove({ church: church.placeKey, name: (data as { readonly name: string }).name }),
}
