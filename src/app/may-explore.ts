import type { Viewer } from '../platform/context.js'

/** Whether somebody may look into the schema of a production server, and send operations that no manifest knows. */
export const mayExplore = (viewer: Viewer | null): boolean => viewer?.grants.has('integrations.read') ?? false
