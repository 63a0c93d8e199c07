export { csvOf, defused } from './csv.js'
export {
  type Column,
  exportFormats,
  type ExportedList,
  type ExportFormat,
  type ExportRequest,
} from './exported-list.js'
export { openLink, routeOf } from './export-link.js'
export { exportList } from './export-list.js'
export { readExportRequest } from './export-request.js'
export { memberExport } from './member-list.js'
