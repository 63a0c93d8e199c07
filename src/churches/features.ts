import { type Feature, featureKeys } from '../platform/feature.js'

export type { Feature }

/** The denominations a church may belong to; each has its own defaults. */
export const denominations = [
  'CATHOLIC',
  'ANGLICAN',
  'ORTHODOX',
  'LUTHERAN',
  'PENTECOSTAL',
  'NON_DENOMINATIONAL',
  'BAPTIST',
  'PRESBYTERIAN',
  'REFORMED',
  'METHODIST',
  'SEVENTH_DAY_ADVENTIST',
  'OTHER',
] as const

/** One of `denominations`. */
export type Denomination = (typeof denominations)[number]

// One column for each denomination, in the order above (domain.md, section 5).
const defaults = {
  events: 'YYYYYYYYYYYY',
  announcements: 'YYYYYYYYYYYY',
  tithing: '--YYYYY-Y--Y',
  offerings: 'YYYYYYYYYYYY',
  smallGroups: 'Y-YYYYY-YY-Y',
  volunteerManagement: 'YYYYYYYYYYYY',
  serviceRequests: 'YYYYYYYYYYYY',
  pastoralNotes: 'YYYYYYYYYYYY',
  membershipWorkflows: '--YYYYYYYYYY',
  sacraments: 'YYYY--YY-YY-',
  liturgicalCalendar: 'YY-Y--------',
  altarCalls: '----YY------',
  prayerRequests: '----Y-------',
  certificates: 'YY----------',
  reconciliation: 'Y-----------',
  anointingOfSick: 'Y-----------',
  holyOrders: 'Y-----------',
  pledges: '---------Y--',
  sabbathScheduling: '----------Y-',
  healthMinistries: '----------Y-',
  elderRoles: '----Y--YY---',
  sessionNotes: '-------YY---',
  documents: 'YY----Y-----',
} as const satisfies Readonly<Record<Feature, string>>

/** What each feature opens, for readers of the API. */
export const featureDescriptions: Readonly<Record<Feature, string>> = {
  events: 'Events, registration, attendance and calendar feeds.',
  announcements: 'Announcements to the church or parts of it.',
  tithing: 'Recording tithes.',
  offerings: 'Recording offerings.',
  smallGroups: 'Ministries of the category SMALL_GROUP.',
  volunteerManagement: 'Volunteer opportunities, sign-ups and hours.',
  serviceRequests: 'Requests to the pastors: baptism, visitation, counselling.',
  pastoralNotes: 'Pastoral notes about members.',
  membershipWorkflows: 'Tracked steps towards baptism, confirmation, membership or transfer.',
  sacraments: 'Registers and records of sacraments.',
  liturgicalCalendar: 'The liturgical calendar.',
  altarCalls: 'Altar calls and their follow-up.',
  prayerRequests: 'Prayer requests and the prayer wall.',
  certificates: 'Certificates of sacraments; needs `sacraments`.',
  reconciliation: 'Records of first reconciliation; needs `sacraments`.',
  anointingOfSick: 'Records of anointing of the sick; needs `sacraments`.',
  holyOrders: 'Records of holy orders; needs `sacraments`.',
  pledges: 'Pledges and gifts towards them.',
  sabbathScheduling: 'Sabbath events and the Sabbath guard.',
  healthMinistries: 'Health events and ministries.',
  elderRoles: 'Offices of elders and deacons.',
  sessionNotes: 'Notes of the session.',
  documents: 'Documents of the church and its members.',
}

/** Every feature, in the order of the specification. */
export const features: readonly Feature[] = featureKeys

const restsOnSacraments: readonly Feature[] = ['certificates', 'reconciliation', 'anointingOfSick', 'holyOrders']

/** What is on for a church: its own choices first, else the default of its denomination. */
export function effectiveFeatures(
  denomination: Denomination,
  overrides: ReadonlyMap<string, boolean>,
): ReadonlySet<Feature> {
  const column = denominations.indexOf(denomination)
  const on = new Set(features.filter((feature) => overrides.get(feature) ?? defaults[feature].charAt(column) === 'Y'))
  if (!on.has('sacraments')) for (const feature of restsOnSacraments) on.delete(feature)
  return on
}
