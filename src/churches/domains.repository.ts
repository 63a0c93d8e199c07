import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Domain } from './domain.js'

const columns = [
  ...(['id', 'host', 'kind', 'is_primary as isPrimary'] as const),
  ...(['verification_token as verificationToken', 'verified_at as verifiedAt'] as const),
] as const

/**
 * The domains of the church that `control` is open for: the platform's first, then by host. The host of a PLATFORM one is
 * the subdomain alone.
 */
export const domainsOfChurch = (control: ControlDb): Promise<readonly Domain[]> =>
  control.selectFrom('domain').select(columns).orderBy('kind', 'desc').orderBy('host').execute()

/** The same, locked until the transaction ends: those who change them take turns. */
export const lockDomains = (control: ControlDb): Promise<readonly Domain[]> =>
  control.selectFrom('domain').select(columns).orderBy('kind', 'desc').orderBy('host').forUpdate().execute()

/** Whether another church has proved this host to be its own. */
export async function isHostOfAnother(
  control: ControlDb,
  { host, churchId }: { readonly host: string; readonly churchId: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string | null }>`select church_at_host(${host}) as id`.execute(control)
  const owner = rows[0]?.id ?? null
  return owner !== null && owner !== churchId
}

/** Those who want to prove one host take turns until their transactions end. */
export async function lockHost(control: ControlDb, host: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${host}, 42))`.execute(control)
}

/** Adds a host that has to be proved; null when the church has it already. */
export async function addCustomDomain(
  control: ControlDb,
  added: { readonly id: string; readonly churchId: string; readonly host: string; readonly token: string },
): Promise<Domain | null> {
  const { id, churchId, host, token } = added
  const row = await control
    .insertInto('domain')
    .values({ id, church_id: churchId, host, kind: 'CUSTOM', verification_token: token })
    .onConflict((conflict) => conflict.columns(['church_id', 'host']).doNothing())
    .returning(columns)
    .executeTakeFirst()
  return row ?? null
}

/** Notes that a host is proved: it leads to the church once the transaction commits. Throws when it is another's. */
export async function markVerified(control: ControlDb, id: string, at: Instant): Promise<void> {
  await control
    .updateTable('domain')
    .set({ verified_at: at, updated_at: at })
    .where('id', '=', id)
    .where('verified_at', 'is', null)
    .execute()
}

/** Makes a proved domain the church's primary one, in place of the one that was. */
export async function makePrimary(control: ControlDb, id: string): Promise<void> {
  const now = sql<string>`now()`
  await control
    .updateTable('domain')
    .set({ is_primary: false, updated_at: now })
    .where('is_primary', '=', true)
    .execute()
  await control.updateTable('domain').set({ is_primary: true, updated_at: now }).where('id', '=', id).execute()
}

/** Removes a domain of the church's own that is not primary. */
export async function deleteDomain(control: ControlDb, id: string): Promise<void> {
  await control.deleteFrom('domain').where('id', '=', id).execute()
}
