import { lockMembers, membersGone } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { forgetMemberRefs } from './external-refs.repository.js'
import { forgetMembers } from './import-rows.repository.js'

/** What becomes of what files said of those who are erased: it goes too. */
export const importReactions = [
  when(membersGone, async ({ db }, { memberIds }) => {
    const members = await lockMembers(db, memberIds)
    const erased = members.flatMap(({ id, status }) => (status === 'ERASED' ? [id] : []))
    if (erased.length === 0) return
    await forgetMembers(db, erased)
    await forgetMemberRefs(db, erased)
  }),
]
