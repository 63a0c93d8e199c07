import type { Viewer } from '../platform/context.js'

/** Whether the viewer may read the settings of the church, its domains among them. */
export const mayReadSettings = (viewer: Viewer): boolean => viewer.grants.get('settings.read') === 'ALL'

/** Whether the viewer may change the church, its features, settings and domains. */
export const mayManageSettings = (viewer: Viewer): boolean => viewer.grants.get('settings.manage') === 'ALL'
