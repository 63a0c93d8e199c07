export { giveRole } from './access.repository.js'
export { findViewer } from './find-viewer.js'
export { requireViewer } from './require-viewer.js'
export type { SystemRole } from './role.js'
