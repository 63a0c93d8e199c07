import { setTimeout as sleep } from 'node:timers/promises'
import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
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
 * Ends at once for an import that there is not, and with one that is removed. Throws FORBIDDEN without `members.manage`,
 * also when the right is taken meanwhile. Whoever takes the iterator must `return()` it.
 */
export async function followImport(
  ctx: Needs<'viewer' | 'refusedToken' | 'afresh'>,
  id: string,
): Promise<AsyncIterableIterator<MemberImport, undefined, undefined>> {
  const look = (): Promise<MemberImport | null> =>
    ctx.afresh(async (fresh) => {
      if (!mayManageMembers(requireViewer(fresh))) throw notAllowed('Importing members needs the right members.manage.')
      return findImport(fresh.db, id)
    })
  const first = await look()
  const stopping = new AbortController()
  let sent: MemberImport | null = null
  const follow: AsyncIterableIterator<MemberImport, undefined, undefined> = {
    async next() {
      let found = sent ? await look() : first
      while (found && sent && !hasMoved(sent, found) && !stopping.signal.aborted) {
        await sleep(lookEvery, undefined, { signal: stopping.signal }).catch(() => undefined)
        if (!stopping.signal.aborted) found = await look()
      }
      if (!found || stopping.signal.aborted) return { done: true, value: undefined }
      sent = found
      return { done: false, value: found }
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
