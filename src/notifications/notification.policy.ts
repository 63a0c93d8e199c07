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

/** What has a feature of its own within a category that has none, or another. */
const featureOfType: Readonly<Record<string, Feature>> = {
  WORKFLOW_STARTED: 'membershipWorkflows',
  WORKFLOW_ASSIGNED: 'membershipWorkflows',
  WORKFLOW_DECIDED: 'membershipWorkflows',
  WORKFLOW_COMPLETED: 'membershipWorkflows',
  PLEDGE_CREATED: 'pledges',
  PLEDGE_BEHIND: 'pledges',
  PLEDGE_COMPLETED: 'pledges',
  PLEDGE_CANCELLED: 'pledges',
  CERTIFICATE_ISSUED: 'certificates',
  DOCUMENT_SHARED: 'documents',
}

const closed = new WeakMap<ReadonlySet<Feature>, readonly string[]>()
const gates = Object.entries({ ...featureOfCategory, ...featureOfType })

/**
 * The categories and the types of notifications that nobody of a church with these features is shown, sent live or mailed;
 * the rows stay.
 */
export function closedTo(features: ReadonlySet<Feature>): readonly string[] {
  // Asked for each delivery; a church's features are one set until they change.
  const known = closed.get(features)
  if (known) return known
  const found = gates.flatMap(([word, feature]) => (features.has(feature) ? [] : [word]))
  closed.set(features, found)
  return found
}
