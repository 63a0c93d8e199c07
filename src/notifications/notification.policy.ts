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

/** The categories of notifications that nobody of a church with these features is shown; the rows stay. */
export const hiddenCategories = (features: ReadonlySet<Feature>): readonly string[] =>
  Object.entries(featureOfCategory).flatMap(([category, feature]) => (features.has(feature) ? [] : [category]))
