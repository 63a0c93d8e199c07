import type { MatrixRow } from './matrix-row.js'

/** Whoever is signed in may listen; of what, see `audit/resource-changed.api.test.ts`. */
export const matrixOfChanges: Readonly<Record<string, MatrixRow>> = {
  resourceChanged: { who: 'signedIn', text: 'subscription { resourceChanged(kinds: [MEMBER]) { resync } }' },
}
