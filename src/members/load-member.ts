import { batchedById } from '../platform/batched.js'
import type { Needs } from '../platform/context.js'
import type { Member, MemberCard } from './member.js'
import { membersById } from './members.repository.js'

/** One member by id, batched with the others that this ctx asks for; null when there is none. Checks no right. */
export const loadMember = batchedById(membersById)

/** The whole record of somebody of whom a list may have read no more than it shows. Checks no right. */
export const recordOf = async (ctx: Needs<'db' | 'loaders'>, card: MemberCard): Promise<Member | null> =>
  isWhole(card) ? card : loadMember(ctx, card.id)

const isWhole = (card: MemberCard): card is Member => 'birthYearKnown' in card
