import { type ClassType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import {
  type ChurchSettings,
  groupDescriptions,
  groupNames,
  type Setting,
  type SettingGroup,
  settingsOf,
} from './settings.js'

const capitalised = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

/** One class a group and direction, each field described by the table of settings. */
function groupTypes(group: SettingGroup): { readonly output: ClassType; readonly input: ClassType } {
  const description = groupDescriptions[group]
  @ObjectType(`${capitalised(group)}Settings`, { description })
  class Output {}
  @InputType(`${capitalised(group)}SettingsInput`, { description })
  class Input {}
  for (const [name, setting] of settingsOf(group)) {
    const nullable = setting.kind === 'text' && !setting.isRequired
    Field(() => typeOf(setting), { description: setting.description, nullable })(Output.prototype, name)
    const left = `${setting.description} Left out: stays.`
    Field(() => typeOf(setting), { description: left, nullable: true })(Input.prototype, name)
  }
  return { output: Output, input: Input }
}

const typeOf = ({ kind }: Setting) => ({ text: String, count: Int, switch: Boolean })[kind]

/** The settings of a church. */
@ObjectType('ChurchSettings', { description: 'What a church has decided about how FaithFlow works for it.' })
export class ChurchSettingsType {
  @Field(() => Int, { description: 'Raised by each change; send it back as `expectedVersion`.' })
  declare readonly version: number

  @Field(() => Int, { description: 'The first month of the fiscal year, from 1; `updateChurch` changes it.' })
  declare readonly fiscalStartMonth: number
}

/** A change of settings. */
@InputType('UpdateChurchSettingsInput', {
  description: 'One group of settings, and those of it that change. Two groups are two changes.',
})
export class UpdateChurchSettingsInput {
  @Field(() => Int, { nullable: true, description: 'The `version` that was read; an older one is refused.' })
  declare readonly expectedVersion?: number | null
}

for (const group of groupNames) {
  const { output, input } = groupTypes(group)
  const description = groupDescriptions[group]
  Field(() => output, { description })(ChurchSettingsType.prototype, group)
  Field(() => input, { description, nullable: true })(UpdateChurchSettingsInput.prototype, group)
}

/** What became of a change of settings. */
@ObjectType('UpdateChurchSettingsPayload', { implements: Payload, description: 'All settings afterwards, or why not.' })
export class UpdateChurchSettingsPayload extends Payload {
  @Field(() => ChurchSettingsType, { nullable: true, description: 'All settings; null when refused.' })
  declare readonly settings: ChurchSettings | null
}
