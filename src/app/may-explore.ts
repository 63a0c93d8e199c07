import type { Viewer } from '../platform/context.js'

/** Whether somebody may look into the schema of a production server. */
export const mayExplore = (viewer: Viewer | null): boolean => viewer?.grants.has('integrations.read') ?? false

/** Whether somebody may send operations that no manifest knows: who explores, and programs of others with a key. */
export const mayImprovise = (viewer: Viewer | null): boolean =>
  mayExplore(viewer) || (viewer !== null && viewer.apiKeyId !== null)
