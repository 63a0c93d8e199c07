import type { Feature } from '../platform/feature.js'

/** What only matters while a feature is on (domain.md, 8.1); the other categories are told in every church. */
const featureOfCategory: Readonly<Record<string, Feature>> = {
  EVENT: 'events',
  EVENT_REMINDER: 'events',
  ANNOUNCEMENT: 'announcements',
  VOLUNTEER: 'volunteerManagement',
  REQUEST: 'serviceRequests',
  PRAYER: 'prayerRequests',
  ALTAR_CALL: 'altarCalls',
  SACRAMENT: 'sacraments',
}

const hidden = new WeakMap<ReadonlySet<Feature>, readonly string[]>()

/** The categories of notifications that nobody of a church with these features is shown; the rows stay. */
export function hiddenCategories(features: ReadonlySet<Feature>): readonly string[] {
  // Asked for each delivery; a church's features are one set until they change.
  const known = hidden.get(features)
  if (known) return known
  const found = Object.entries(featureOfCategory).flatMap(([category, feature]) =>
    features.has(feature) ? [] : [category],
  )
  hidden.set(features, found)
  return found
}
