import type { Viewer } from '../platform/context.js'

/** Whether the viewer may change what the church says of itself, its settings and its features. */
export const mayChangeChurch = (viewer: Viewer): boolean => viewer.grants.get('settings.manage') === 'ALL'
