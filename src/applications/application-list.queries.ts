import { sql, type SqlBool } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Page, PageRequest } from '../platform/page.js'
import { trimmed } from '../platform/text.js'
import type { Application, ApplicationStatus } from './application.js'
import { applicationColumns } from './applications.repository.js'

/** What the list is asked for. */
export interface ApplicationListRequest extends PageRequest {
  readonly search?: string | null
  readonly filter?: { readonly status?: ApplicationStatus | null } | null
}

const maxWords = 8

const order = keysetOrder<Application>(
  [
    { column: 'createdAt', direction: 'desc', kind: 'instant' },
    { column: 'id', direction: 'desc', kind: 'id' },
  ],
  'membership_application',
)

/**
 * A page of applications, newest first; `search` finds each of its first eight words, without accents, anywhere in names,
 * e-mail and phone. Throws BAD_CURSOR, BAD_USER_INPUT.
 */
export function applicationList(db: Db, request: ApplicationListRequest): Promise<Page<Application>> {
  const status = request.filter?.status
  const words = trimmed(request.search)?.split(/\s+/).slice(0, maxWords) ?? []
  const wanted = db
    .selectFrom('membership_application')
    .$if(Boolean(status), (query) => query.where('membership_application.status', '=', status ?? 'PENDING'))
    .where((eb) => eb.and(words.map(isFound)))

  return readPage(request, order, {
    rows: (after, limit) =>
      wanted.select(applicationColumns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('membership_application.id')),
  })
}

// Folded as the column is; what is special to LIKE stands for itself.
const isFound = (word: string) => sql<SqlBool>`membership_application.search_text like
  '%' || regexp_replace(extensions.fold(${word}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`
