import { addHouseholdMember, createHousehold, type Relation } from '../households/index.js'
import type { Needs } from '../platform/context.js'
import { isRefusal, refuse, refuseAll } from '../platform/refusal.js'

/** Where a new member is to live: in a household that there is, or as head of a new one; nowhere when both are left out. */
export interface HouseholdWish {
  readonly household?: { readonly householdId: string; readonly relation: Relation } | null
  readonly newHousehold?: { readonly name?: string | null } | null
}

/**
 * Lets a new member live where it is wished. Refuses INVALID for two wishes, and what `addHouseholdMember` and
 * `createHousehold` refuse, with paths into the wish; throws FORBIDDEN as they do.
 */
export async function houseApplicant(
  ctx: Needs<'viewer' | 'refusedToken' | 'control'>,
  memberId: string,
  { household, newHousehold }: HouseholdWish,
) {
  if (household && newHousehold) {
    return refuse('INVALID', 'Name a household, or a new one, not both.', ['newHousehold'])
  }
  if (!household && !newHousehold) return null
  const [housed, at] = household
    ? [await addHouseholdMember(ctx, { ...household, memberId }), 'household']
    : [
        await createHousehold(ctx, { ...(newHousehold?.name && { name: newHousehold.name }), headId: memberId }),
        'newHousehold',
      ]
  if (!isRefusal(housed)) return null
  return refuseAll(housed.errors.map((error) => ({ ...error, path: [at, ...error.path] })))
}
