import { accountLinked, accountUnlinked, membersMerged } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { passOnChoices } from './preferences.repository.js'

/**
 * What somebody has chosen stays chosen when they are known otherwise: who ended mails before having an account, or under
 * another record, gets none afterwards.
 */
export const inheritedPreferences = [
  when(accountLinked, ({ db }, { memberId }) => passOnChoices(db, { from: memberId, memberId })),
  when(accountUnlinked, ({ db }, { memberId, userId }) => passOnChoices(db, { from: userId, memberId })),
  when(membersMerged, ({ db }, { fromId, intoId }) => passOnChoices(db, { from: fromId, memberId: intoId })),
]
