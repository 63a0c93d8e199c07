/** The switches of a church, in the order of domain.md, section 5; what each opens is told in `churches/features.ts`. */
export const featureKeys = [
  'events',
  'announcements',
  'tithing',
  'offerings',
  'smallGroups',
  'volunteerManagement',
  'serviceRequests',
  'pastoralNotes',
  'membershipWorkflows',
  'sacraments',
  'liturgicalCalendar',
  'altarCalls',
  'prayerRequests',
  'certificates',
  'reconciliation',
  'anointingOfSick',
  'holyOrders',
  'pledges',
  'sabbathScheduling',
  'healthMinistries',
  'elderRoles',
  'sessionNotes',
  'documents',
] as const

/** A switch of a church. */
export type Feature = (typeof featureKeys)[number]
