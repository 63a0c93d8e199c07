/** The ways in which people are told. */
export const channels = ['IN_APP', 'EMAIL', 'SMS', 'PUSH'] as const

/** One of `channels`. */
export type Channel = (typeof channels)[number]

/** How often a way is used: at once, or everything since then in one mail. */
export const frequencies = ['IMMEDIATE', 'DAILY', 'WEEKLY'] as const

/** One of `frequencies`. */
export type Frequency = (typeof frequencies)[number]

/** What notifications are about (domain.md, 8.1); preferences are set for each. */
export const categories = [
  ...['SYSTEM', 'SECURITY', 'BILLING', 'EVENT', 'EVENT_REMINDER', 'PAYMENT', 'REQUEST', 'MINISTRY', 'ANNOUNCEMENT'],
  ...['VOLUNTEER', 'PRAYER', 'ALTAR_CALL', 'SACRAMENT', 'APPLICATION', 'ADMIN_MESSAGE', 'OTHER'],
] as const

/** Whose mails nobody switches off: they are about the account, or the church's own. */
export const fixedCategories: readonly string[] = ['SECURITY', 'BILLING']

/** Whose mails are sent at once unless somebody wants it otherwise; what is urgent always is. */
export const immediateCategories: readonly string[] = [
  ...fixedCategories,
  ...['PAYMENT', 'REQUEST', 'APPLICATION', 'EVENT_REMINDER'],
]

/** What mails do not repeat, of whatever church: who may read it does so here. */
export const confidentialCategories: readonly string[] = ['PRAYER', 'ALTAR_CALL', 'REQUEST']

/** What is mailed by who does it, to the person it is about: a second mail would say the same. */
export const mailedApart: readonly string[] = ['APPLICATION_CONFIRMED', 'PASSWORD_CHANGED', 'SESSION_REUSE']

/** Whether and how often somebody is told in one way of one kind of thing. */
export interface Preference {
  readonly channel: Channel
  readonly category: string
  readonly enabled: boolean
  readonly frequency: Frequency
}

/** Whether nobody changes it. */
export const isFixed = ({ channel, category }: Pick<Preference, 'channel' | 'category'>): boolean =>
  channel === 'EMAIL' && fixedCategories.includes(category)

/** Everything as it is for somebody who has chosen these; the rest is as it is for everybody (domain.md, 8.1). */
export const allPreferences = (chosen: readonly Preference[]): readonly Preference[] =>
  categories.flatMap((category) => channels.map((channel) => preferenceFor({ channel, category }, chosen)))

function preferenceFor(of: Pick<Preference, 'channel' | 'category'>, chosen: readonly Preference[]): Preference {
  const own = chosen.find(({ channel, category }) => channel === of.channel && category === of.category)
  if (own && !isFixed(of)) return own
  const enabled = of.channel === 'IN_APP' || of.channel === 'EMAIL'
  const isDaily = of.channel === 'EMAIL' && !immediateCategories.includes(of.category)
  return { ...of, enabled, frequency: isDaily ? 'DAILY' : 'IMMEDIATE' }
}

/** When somebody wants to be left in peace, by the clocks of their zone; from `start` until `end`, over midnight too. */
export interface QuietHours {
  readonly start: string
  readonly end: string
  /** Null: the church's. */
  readonly timeZone: string | null
}
