import type { NewNotification } from '../notifications/index.js'
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
  return {
    ...{ type: 'IMPORT_FINISHED', category: 'SYSTEM', priority: isBroken ? 'HIGH' : 'NORMAL' },
    actionKind: isBroken ? 'ACTION_REQUIRED' : 'INFO',
    title: titles[end],
    message: `${Array.from(fileName).slice(0, 200).join('')}: ${messageOf(end, counts)}`,
    ...{ entity: 'memberImport', entityId: id },
    params: { end, counts: { ...counts } },
    audience: { kind: 'USER', ids: [createdBy] },
    // A job that is done again tells nothing again.
    dedupKey: `import:${id}:${step}:${end}`,
  }
}

const titles: Readonly<Record<ImportEnd, string>> = {
  APPLIED: 'Your import is finished',
  UNDONE: 'Your import is undone',
  FAILED: 'Your import could not be finished',
}

function messageOf(end: ImportEnd, counts: ImportCounts): string {
  const { create = 0, update = 0, unchanged = 0, refused = 0, undone = 0, kept = 0 } = counts
  if (end === 'FAILED') return 'ask for the step again, or undo the import.'
  if (end === 'UNDONE') return `${undone} rows undone, ${kept} kept, at least in part.`
  return `${create} new, ${update} changed, ${unchanged} unchanged, ${refused} refused.`
}
