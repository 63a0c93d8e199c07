import { lockMember, memberGone } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { forgetMemberRefs } from './external-refs.repository.js'
import { forgetMember } from './import-rows.repository.js'

/** What becomes of what files said of somebody who is erased: it goes too. */
export const importReactions = [
  when(memberGone, async ({ db }, { memberId }) => {
    const member = await lockMember(db, memberId)
    if (member?.status !== 'ERASED') return
    await forgetMember(db, memberId)
    await forgetMemberRefs(db, memberId)
  }),
]
