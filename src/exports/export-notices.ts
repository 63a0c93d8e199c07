import type { NewNotification } from '../notifications/index.js'
import type { ExportRecord } from './export-log.repository.js'

/** An export that did not come to its end; `title` names its list. */
export interface FailedExport extends Pick<ExportRecord, 'id' | 'userId' | 'kind' | 'format'> {
  readonly title: string
}

/**
 * What whoever asked for an export is told when it was broken off on our side (domain.md, 8.2): a browser only says that
 * something failed, and whoever came back later sees a file like any other.
 */
export const notificationOfFailedExport = ({ id, userId, kind, format, title }: FailedExport): NewNotification => ({
  ...{ type: 'EXPORT_FAILED', category: 'SYSTEM', priority: 'NORMAL', actionKind: 'ALERT' },
  title: 'Your export could not be finished',
  message: `${title} as ${formatNames[format]}: the file broke off before its end. Throw it away, and export again.`,
  ...{ entity: 'export', entityId: id },
  params: { kind, format, title },
  audience: { kind: 'USER', ids: [userId] },
  dedupKey: `export:${id}`,
})

const formatNames: Readonly<Record<ExportRecord['format'], string>> = { CSV: 'CSV', XLSX: 'Excel' }
