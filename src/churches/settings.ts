/** A line of text: at most `maximum` characters, of this `form` if one is named. */
interface TextSetting {
  readonly kind: 'text'
  readonly maximum: number
  readonly isRequired: boolean
  readonly form?: RegExp
  readonly isEmail?: boolean
  readonly description: string
}

/** A whole number from `least` to `most`. */
interface CountSetting {
  readonly kind: 'count'
  readonly least: number
  readonly most: number
  readonly description: string
}

/** On or off. */
interface SwitchSetting {
  readonly kind: 'switch'
  readonly description: string
}

/** How one setting is made. */
export type Setting = TextSetting | CountSetting | SwitchSetting

const text = <Required extends boolean>(
  isRequired: Required,
  description: string,
  rest: Pick<TextSetting, 'maximum' | 'form' | 'isEmail'>,
) => ({ kind: 'text' as const, isRequired, description, ...rest })
const count = (least: number, most: number, description: string) => ({
  kind: 'count' as const,
  least,
  most,
  description,
})
const onOff = (description: string) => ({ kind: 'switch' as const, description })

/**
 * The settings of a church, in seven groups (domain.md, 3.1). Types and inputs of the API, the rules and the columns are
 * all made from this table; a column bears the name of its setting, in snake case.
 */
export const settingGroups = {
  branding: {
    motto: text(false, 'What the church says under its name.', { maximum: 255 }),
  },
  members: {
    memberPrefix: text(true, 'The letters in front of new member numbers: 2 to 10 capitals or digits.', {
      ...{ maximum: 10, form: /^[A-Z0-9]{2,10}$/ },
    }),
    memberStart: count(1, 1_000_000, 'The first member number, of a church that has none yet.'),
    publicApplications: onOff('Whether strangers may apply for membership.'),
    adultAge: count(10, 30, 'From which age on somebody is no child.'),
  },
  giving: {
    receiptPrefix: text(true, 'The letters in front of receipt numbers: 1 to 10 capitals or digits.', {
      ...{ maximum: 10, form: /^[A-Z0-9]{1,10}$/ },
    }),
    receiptFooter: text(false, 'What stands at the foot of receipts.', { maximum: 500 }),
    twoPersonBatches: onOff('Whether a batch is committed by somebody else than who opened it.'),
  },
  communication: {
    senderName: text(false, 'The name mails come from; null: the name of the church.', { maximum: 255 }),
    replyTo: text(false, 'The address answers go to; null: nobody reads them.', { maximum: 254, isEmail: true }),
    reminderHours: count(1, 336, 'How many hours before an event its reminder is sent.'),
  },
  privacy: {
    directoryEnabled: onOff('Whether members see each other, as far as each allows.'),
    publicPrayerForm: onOff('Whether strangers may ask for prayer.'),
    moderatePrayerWall: onOff('Whether prayers are looked at before they stand on the wall.'),
    applicationRetentionMonths: count(1, 120, 'How many months rejected applications are kept.'),
  },
  automation: {
    followUpDays: count(1, 90, 'After how many days a follow-up is overdue.'),
    pledgeReminders: onOff('Whether members are reminded of pledges that fall behind.'),
    sabbathGuard: onOff('Whether events on the Sabbath have to be confirmed; see the feature `sabbathScheduling`.'),
  },
  integration: {
    icalPublic: onOff('Whether calendars may be subscribed to without signing in.'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Setting>>>>

/** What each group is about. */
export const groupDescriptions: Readonly<Record<SettingGroup, string>> = {
  branding: 'How the church shows itself.',
  members: 'The roll: numbers, applications, coming of age.',
  giving: 'Receipts and the counting of gifts.',
  communication: 'Mails and reminders.',
  privacy: 'Who sees what of whom, and for how long.',
  automation: 'What happens by itself.',
  integration: 'What other programs get.',
}

/** One of the seven groups. */
export type SettingGroup = keyof typeof settingGroups

/** The seven groups, in the order of the specification. */
export const groupNames = Object.keys(settingGroups) as readonly SettingGroup[]

/** The settings of a group, by name. */
export const settingsOf = (group: SettingGroup): readonly (readonly [string, Setting])[] =>
  Object.entries<Setting>(settingGroups[group])

type ValueOf<Made> = Made extends { readonly kind: 'switch' }
  ? boolean
  : Made extends { readonly kind: 'count' }
    ? number
    : Made extends { readonly isRequired: true }
      ? string
      : string | null

type GroupValues<Group extends SettingGroup> = {
  readonly [Name in keyof (typeof settingGroups)[Group]]: ValueOf<(typeof settingGroups)[Group][Name]>
}

/** All settings of a church. */
export type ChurchSettings = { readonly [Group in SettingGroup]: GroupValues<Group> } & {
  readonly version: number
  /** The first month of the fiscal year, from 1; `updateChurch` changes it. */
  readonly fiscalStartMonth: number
}

/** What may be sent for a setting before it is checked. */
export type SettingValue = string | number | boolean | null

/** A change of some settings: what is left out, undefined included, stays. */
export type SettingsChange = {
  readonly [Group in SettingGroup]?: Readonly<Record<string, SettingValue | undefined>> | null
}
