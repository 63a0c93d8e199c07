export { csvOf, defused } from './csv.js'
export { exportMembers } from './export-members.js'
export { readExportRequest } from './export-request.js'
