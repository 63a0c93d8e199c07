import { requireViewer } from '../access/index.js'
import { mayManageMembers } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { type sharedRefusals, refuse, refuseAll, type UserError } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { ImportField } from './import-fields.js'
import { changeImport, lockImport } from './member-imports.repository.js'

/** What columns mean; those that are not named stay as they are. */
export interface MapImportColumns {
  readonly id: string
  readonly columns: readonly { readonly heading: string; readonly field: ImportField | null }[]
}

type Fault = UserError<keyof typeof sharedRefusals & ('NOT_FOUND' | 'NOT_UNIQUE')>

/**
 * Corrects what was guessed of a file's columns. A preview that was made is one of the old meaning: ask for another.
 *
 * Refuses NOT_FOUND for an unknown import or heading, NOT_UNIQUE when two columns mean one field, NOT_ALLOWED_NOW before
 * the file has come and once it is applied; throws FORBIDDEN without `members.manage`. Locks the import.
 */
export async function mapImportColumns(ctx: Needs<'viewer' | 'refusedToken'>, { id, columns }: MapImportColumns) {
  if (!mayManageMembers(requireViewer(ctx))) throw notAllowed('Importing members needs the right members.manage.')

  return inTransaction(ctx, async (ctx) => {
    const found = await lockImport(ctx.db, id)
    if (!found) return refuse('NOT_FOUND', 'There is no such import.', ['id'])
    if (found.status !== 'RECEIVED' && found.status !== 'PREVIEWED') {
      return refuse('NOT_ALLOWED_NOW', 'The columns cannot be mapped now.', ['id'])
    }
    const wanted = new Map(columns.map(({ heading, field }) => [heading, field]))
    const mapped = found.columns.map((column) => {
      const field = wanted.get(column.heading)
      return field === undefined ? column : { ...column, field }
    })
    const headings = new Set(found.columns.map(({ heading }) => heading))
    const fields = mapped.map(({ field }) => field)
    const faults = columns.flatMap(({ heading, field }, at): Fault[] => {
      if (!headings.has(heading)) return [fault('NOT_FOUND', 'The file has no such column.', [at, 'heading'])]
      const isTwice = field !== null && fields.indexOf(field) !== fields.lastIndexOf(field)
      return isTwice ? [fault('NOT_UNIQUE', 'Another column means this field.', [at, 'field'])] : []
    })
    const refusal = refuseAll(faults)
    if (refusal) return refusal
    const [before, after] = [{ columns: meaning(found.columns) }, { columns: meaning(mapped) }]
    ctx.audit({ action: 'memberImport.map', entity: 'memberImport', entityId: id, before, after })
    const change = { status: 'RECEIVED', columns: mapped, doneRows: 0, counts: {} } as const
    return changeImport(ctx.db, id, { ...change, now: ctx.clock.now() })
  })
}

const meaning = (columns: readonly { readonly heading: string; readonly field: ImportField | null }[]) =>
  columns.map(({ heading, field }) => `${heading}: ${field ?? 'not imported'}`)

const fault = (code: Fault['code'], message: string, [at, name]: readonly [number, string]): Fault => ({
  ...{ code, message, path: ['columns', String(at), name], params: null },
})
