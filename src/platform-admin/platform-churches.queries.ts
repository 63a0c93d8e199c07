import type { ChurchStatus } from '../churches/index.js'
import type { ControlDb } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { PlatformChurch } from './platform-church.js'

/** Which churches: those that fit every field given. */
export interface PlatformChurchFilter {
  readonly status?: ChurchStatus | null
  readonly subdomain?: string | null
}

// Ids begin with the moment they were made.
const order = keysetOrder<PlatformChurch>([{ column: 'id', direction: 'desc', kind: 'id' }], 'church')

const columns = [
  ...(['id', 'name', 'subdomain', 'denomination', 'status', 'suspended_reason as suspendedReason', 'plan'] as const),
  ...([
    'trial_ends_at as trialEndsAt',
    'complimentary_until as complimentaryUntil',
    'created_at as createdAt',
  ] as const),
] as const

type Filter = PlatformChurchFilter | null | undefined

const wanted = (catalogue: ControlDb, filter: Filter) => {
  const { status, subdomain } = filter ?? {}
  return catalogue
    .selectFrom('church')
    .where('church.status', '<>', 'WARM')
    .$if(Boolean(status), (query) => query.where('church.status', '=', status ?? 'ACTIVE'))
    .$if(Boolean(subdomain), (query) => query.where('church.subdomain', '=', subdomain?.toLowerCase() ?? ''))
}

/** A page of the churches that have or had owners, newest first; `count` as given. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function platformChurchPage(
  catalogue: ControlDb,
  request: PageRequest & { readonly filter?: Filter },
  count: () => Promise<number>,
): Promise<Page<PlatformChurch>> {
  return readPage(request, order, {
    rows: (after, limit) =>
      wanted(catalogue, request.filter).select(columns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count,
  })
}

/** How many churches fit, counted to one past the limit of counts at most. */
export const countPlatformChurches = (catalogue: ControlDb, filter: Filter): Promise<number> =>
  countUpTo(catalogue, wanted(catalogue, filter).select('church.id'))

/** One church that has or had owners; null when there is none. */
export async function platformChurch(catalogue: ControlDb, id: string): Promise<PlatformChurch | null> {
  const row = await catalogue
    .selectFrom('church')
    .select(columns)
    .where('church.id', '=', id)
    .where('church.status', '<>', 'WARM')
    .executeTakeFirst()
  return row ?? null
}

/** Where the tables of a church are, as long as they can be entered: null once it is archived or erased. */
export async function openPlaceOf(
  catalogue: ControlDb,
  id: string,
): Promise<{ readonly cell: string; readonly key: string } | null> {
  const row = await catalogue
    .selectFrom('church')
    .select(['cell', 'schema_name as schemaName'])
    .where('id', '=', id)
    .where('status', 'in', ['ACTIVE', 'SUSPENDED'])
    .executeTakeFirst()
  return row ? { cell: row.cell, key: row.schemaName.slice('c_'.length) } : null
}
