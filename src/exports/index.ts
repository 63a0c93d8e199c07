export { exportMembers } from './export-members.js'
export { readExportRequest } from './export-request.js'
