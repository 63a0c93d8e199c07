import { type NewNotification, notice } from '../notifications/index.js'
import type { ImportCounts, MemberImport } from './member-import.js'

/** How a step that somebody asked for has ended. */
export type ImportEnd = 'APPLIED' | 'UNDONE' | 'FAILED'

/** What whoever opened an import is told when it was applied or undone, or when a step of it came to nothing (domain.md, 8.2). */
export function notificationOfImport(
  { id, createdBy, fileName, step }: Pick<MemberImport, 'id' | 'createdBy' | 'fileName' | 'step'>,
  end: ImportEnd,
  counts: ImportCounts,
): NewNotification {
  const isBroken = end === 'FAILED'
  return notice({
    ...{ type: 'IMPORT_FINISHED', category: 'SYSTEM', priority: isBroken ? 'HIGH' : 'NORMAL' },
    actionKind: isBroken ? 'ACTION_REQUIRED' : 'INFO',
    ...{ entity: 'memberImport', entityId: id, path: `/imports/${id}` },
    params: { end, fileName: Array.from(fileName).slice(0, 200).join(''), counts: { ...counts } },
    audience: { kind: 'USER', ids: [createdBy] },
    // A job that is done again tells nothing again.
    dedupKey: `import:${id}:${step}:${end}`,
  })
}
