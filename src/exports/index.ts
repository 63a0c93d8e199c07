export { type ExportedMembers, exportMembers, mayExportMembers } from './export-members.js'
export { readExportRequest } from './export-request.js'
