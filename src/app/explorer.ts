import type { Express } from 'express'

/** Serves the explorer at `/explorer`. */
export function mountExplorer(_app: Express): void {}
