import type { Viewer } from '../platform/context.js'

/** Whether the viewer reads and decides applications to join. */
export const mayDecideApplications = (viewer: Viewer): boolean => viewer.grants.get('members.manage') === 'ALL'
