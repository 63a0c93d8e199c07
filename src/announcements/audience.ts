import type { UserError } from '../platform/refusal.js'

/** What the ids of an audience are of; CHURCH has none. */
export const audienceKinds = ['CHURCH', 'ROLE', 'MINISTRY', 'MEMBER'] as const

/** One of `audienceKinds`. */
export type AudienceKind = (typeof audienceKinds)[number]

/** Audiences that are called by a name: whom it stands for is asked whenever it is read. */
export const audienceGroups = ['LEADERS', 'YOUTH', 'CHILDREN'] as const

/** One of `audienceGroups`. */
export type AudienceGroup = (typeof audienceGroups)[number]

/** Whom an announcement is for, as it is kept: ids are named by all but CHURCH and groups. */
export interface Audience {
  readonly audienceKind: AudienceKind
  readonly audienceGroup: AudienceGroup | null
  readonly audienceIds: readonly string[]
}

/** Whom an announcement is for, as people say it. */
export interface SpokenAudience {
  readonly kind: AudienceKind | AudienceGroup
  readonly ids?: readonly string[] | null
}

/** The most ids that an audience names. */
const maxAudienceIds = 1000

/** The audience as it is kept: each id once. */
export function audienceOf({ kind, ids }: SpokenAudience): Audience {
  const audienceGroup = audienceGroups.find((group) => group === kind) ?? null
  const named = audienceKinds.find((one) => one === kind)
  const audienceKind = named ?? (audienceGroup === 'LEADERS' ? 'ROLE' : 'MINISTRY')
  return { audienceKind, audienceGroup, audienceIds: [...new Set(ids ?? [])] }
}

/** The audience as people say it. */
export const spokenAudience = ({ audienceKind, audienceGroup, audienceIds }: Audience): Required<SpokenAudience> => ({
  kind: audienceGroup ?? audienceKind,
  ids: audienceIds,
})

/** What is wrong with an audience in itself: no ids where some are needed, some where none are, too many. */
export function audienceFaults(audience: Audience): UserError<'REQUIRED' | 'INVALID'>[] {
  const { audienceKind, audienceGroup, audienceIds } = audience
  if (audienceKind === 'CHURCH' || audienceGroup !== null) {
    return audienceIds.length === 0 ? [] : [fault('INVALID', 'This audience takes no ids.')]
  }
  if (audienceIds.length === 0) return [fault('REQUIRED', 'Say which: name one id at least.')]
  return audienceIds.length <= maxAudienceIds ? [] : [fault('INVALID', `At most ${maxAudienceIds} ids.`)]
}

const fault = <Code extends string>(code: Code, message: string): UserError<Code> => ({
  ...{ code, message, path: ['audience', 'ids'], params: null },
})
