import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** One thing that somebody did, or that was done to their account or record. */
export interface OwnEntry {
  readonly id: string
  readonly at: Instant
  readonly action: string
  readonly fields: readonly string[]
}

/** The newest thousand of what an account did, and of what was done to it or to its person; not by whom, nor from where. */
export async function ownEntries(
  db: Db,
  { userId, memberId }: { readonly userId: string; readonly memberId: string | null },
): Promise<readonly OwnEntry[]> {
  return db
    .selectFrom('audit_log')
    .select(['id', 'at', 'action', 'fields'])
    .where((eb) =>
      eb.or([
        eb('actor_id', '=', userId),
        eb.and([eb('entity', '=', 'user'), eb('entity_id', '=', userId)]),
        ...(memberId ? [eb.and([eb('entity', '=', 'member'), eb('entity_id', '=', memberId)])] : []),
      ]),
    )
    .orderBy('seq', 'desc')
    .limit(1000)
    .execute()
}
