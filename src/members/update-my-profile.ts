import { requireViewer } from '../access/index.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import type { Related } from './member-related.js'
import type { MemberProfile } from './member.js'
import { changeRecord } from './update-member.js'

/** What members change about themselves. */
export type MyProfile = Omit<
  MemberProfile,
  | ('firstName' | 'lastName' | 'middleNames' | 'maidenName' | 'title' | 'gender' | 'birthDate' | 'birthYearKnown')
  | ('joinedOn' | 'birthPlace' | 'homeTown' | 'nationality' | 'maritalStatus' | 'idType' | 'idNumber')
> &
  Pick<Related, 'education'> & { readonly expectedVersion?: number | null }

/**
 * Changes what members may change about themselves: contact, address, emergency, work, schools, preferred name, directory.
 *
 * Refuses NOT_FOUND for an account that is nobody's, and as `updateMember` does.
 */
export async function updateMyProfile(ctx: Needs<'viewer' | 'refusedToken' | 'seals'>, input: MyProfile) {
  const { memberId } = requireViewer(ctx)
  if (!memberId) return refuse('NOT_FOUND', 'The account is linked to nobody on the roll.')
  return changeRecord(ctx, { ...input, id: memberId }, 'member.updateOwn')
}
