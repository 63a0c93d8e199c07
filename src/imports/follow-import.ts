import { setTimeout as sleep } from 'node:timers/promises'
import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { Blocked, notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import type { MemberImport } from './member-import.js'
import { findImport } from './member-imports.repository.js'

/** Milliseconds between two looks. */
const lookEvery = 1000

/**
 * An import as it is now, then whenever it has come further, until somebody stops listening. It is read from its row each
 * second, with the rights held then, so nothing is missed whichever process does the work, and a listener that comes back
 * begins with what is true.
 *
 * Throws FORBIDDEN without `members.manage`, also when the right is taken meanwhile, and BAD_USER_INPUT for an import that
 * there is not. Whoever takes the iterator must `return()` it.
 */
export async function followImport(
  ctx: Needs<'viewer' | 'refusedToken' | 'afresh'>,
  id: string,
): Promise<AsyncIterableIterator<MemberImport, undefined, undefined>> {
  const look = (): Promise<MemberImport> =>
    ctx.afresh(async (fresh) => {
      if (!mayManageMembers(requireViewer(fresh))) throw notAllowed('Importing members needs the right members.manage.')
      const found = await findImport(fresh.db, id)
      if (!found) throw new Blocked('BAD_USER_INPUT', 'There is no such import.', ['id'])
      return found
    })
  const first = await look()
  const stopping = new AbortController()
  let sent: MemberImport | null = null
  const follow: AsyncIterableIterator<MemberImport, undefined, undefined> = {
    async next() {
      for (let found = sent ? null : first; !stopping.signal.aborted; found = await look()) {
        if (found && (sent === null || hasMoved(sent, found))) {
          sent = found
          return { done: false, value: found }
        }
        await sleep(lookEvery, undefined, { signal: stopping.signal }).catch(() => undefined)
        if (stopping.signal.aborted) break
      }
      return { done: true, value: undefined }
    },
    async return() {
      stopping.abort()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => follow,
  }
  return follow
}

const hasMoved = (before: MemberImport, now: MemberImport): boolean =>
  before.updatedAt !== now.updatedAt || before.status !== now.status || before.doneRows !== now.doneRows
