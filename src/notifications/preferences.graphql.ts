import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { channels, frequencies } from './preference.js'

const channelEnum = enumOf('NotificationChannel', {
  names: channels,
  description: 'A way in which people are told.',
  values: { IN_APP: 'The list, and live.', EMAIL: 'E-mail.', SMS: 'Text message.', PUSH: 'To a device.' },
})

const frequencyEnum = enumOf('NotificationFrequency', {
  names: frequencies,
  description: 'How often people are told.',
  values: { IMMEDIATE: 'At once.', DAILY: 'In one mail, at 07:00.', WEEKLY: 'In one mail, on Mondays at 07:00.' },
})

/** How the viewer is told of one kind of thing in one way. */
@ObjectType('NotificationPreference', { description: 'Whether and how often the viewer is told of one kind of thing.' })
export class PreferenceType {
  @Field(() => channelEnum, { description: 'In which way.' })
  declare readonly channel: string

  @Field(() => String, { description: 'Of what: the `category` of notifications.' })
  declare readonly category: string

  @Field(() => Boolean, { description: 'Whether at all. IN_APP off hides the category from list and count.' })
  declare readonly enabled: boolean

  @Field(() => frequencyEnum, { description: 'How often. What is urgent is always told at once.' })
  declare readonly frequency: string

  @Field(() => Boolean, { description: 'Whether it cannot be changed.' })
  declare readonly isFixed: boolean
}

/** When the viewer is left in peace. */
@ObjectType('QuietHours', { description: 'When nothing is sent to the viewer save what is urgent or about security.' })
export class QuietHoursType {
  @Field(() => String, { nullable: true, description: 'From when on: `22:00`; null: nothing is held back.' })
  declare readonly start: string | null

  @Field(() => String, { nullable: true, description: 'Until when: `06:30`, of the next day if it is earlier.' })
  declare readonly end: string | null

  @Field(() => String, { description: 'By the clocks of which time zone; digests come at its 07:00.' })
  declare readonly timeZone: string
}

/** How the viewer is told. */
@ObjectType('NotificationPreferences', { description: 'How the viewer is told of things.' })
export class PreferencesType {
  @Field(() => [PreferenceType], { description: 'Every category and channel.' })
  declare readonly preferences: readonly PreferenceType[]

  @Field(() => QuietHoursType, { description: 'When the viewer is left in peace.' })
  declare readonly quietHours: QuietHoursType
}

/** What the viewer wants. */
@InputType('SetNotificationPreferenceInput', { description: 'How the viewer is told of one kind of thing in one way.' })
export class SetNotificationPreferenceInput {
  @Field(() => channelEnum, { description: 'In which way.' })
  declare readonly channel: (typeof channels)[number]

  @Field(() => String, { description: 'Of what: the `category` of notifications.' })
  declare readonly category: string

  @Field(() => Boolean, { description: 'Whether at all.' })
  declare readonly enabled: boolean

  @Field(() => frequencyEnum, { nullable: true, description: 'How often; at once unless given.' })
  declare readonly frequency?: (typeof frequencies)[number] | null
}

/** How it is now. */
@ObjectType('SetNotificationPreferencePayload', { implements: Payload, description: 'How it is now, or why not.' })
export class SetNotificationPreferencePayload extends Payload {
  @Field(() => PreferenceType, { nullable: true, description: 'The preference; null when refused.' })
  declare readonly preference: PreferenceType | null
}

/** When the viewer wants to be left in peace. */
@InputType('SetQuietHoursInput', { description: 'Quiet hours, or none without `start` and `end`.' })
export class SetQuietHoursInput {
  @Field(() => String, { nullable: true, description: 'From when on: `22:00`.' })
  declare readonly start?: string | null

  @Field(() => String, { nullable: true, description: 'Until when: `06:30`.' })
  declare readonly end?: string | null

  @Field(() => String, { nullable: true, description: 'The time zone, by its IANA name; the church’s unless given.' })
  declare readonly timeZone?: string | null
}

/** How it is now. */
@ObjectType('SetQuietHoursPayload', { implements: Payload, description: 'How it is now, or why not.' })
export class SetQuietHoursPayload extends Payload {
  @Field(() => QuietHoursType, { nullable: true, description: 'The quiet hours; null when refused.' })
  declare readonly quietHours: QuietHoursType | null
}
