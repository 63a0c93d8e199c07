import { recordFields } from './member-record.js'
import type { MemberProfile } from './member.js'

/** The groups of fields that stand together in the inputs of the API. */
export interface RecordGroups {
  readonly addressParts?: object | null
  readonly personal?: object | null
  readonly sensitive?: object | null
  readonly emergency?: object | null
  readonly work?: object | null
}

/** A profile as the use cases take it, out of an input in groups: a group that is null empties each of its fields. */
export function profileOf<Input extends RecordGroups>(input: Input): Omit<Input, keyof RecordGroups> & MemberProfile {
  const { addressParts, personal, sensitive, emergency, work, ...others } = input
  const groups: Readonly<Record<string, object | null | undefined>> = {
    ...{ addressParts, personal, sensitive, emergency, work },
  }
  const inGroups = [...recordFields, { field: 'idNumber', path: ['sensitive', 'idNumber'] }].flatMap(
    ({ field, path: [group = '', name] }) => {
      if (!name || groups[group] === undefined) return []
      const value: unknown = groups[group] === null ? null : Reflect.get(groups[group], name)
      return value === undefined ? [] : [[field, value] as const]
    },
  )
  return { ...others, ...Object.fromEntries(inGroups) }
}
