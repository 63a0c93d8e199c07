import { requireViewer } from '../access/index.js'
import { type MemberCard, mayReadPersonal } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import { batchedByOwners } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { ministriesOf } from './ministries.repository.js'
import { MinistryType } from './ministry.graphql.js'
import { type Ministry, ministryCategories, openCategories } from './ministry.js'

const loadMinistriesOf = batchedByOwners(({ memberIds }) => memberIds.split(','), ministriesOf)

/** What ministries adds to a member. */
@Resolver(() => MemberType)
export class MemberMinistriesResolver {
  @FieldResolver(() => [MinistryType], {
    description: 'The ministries the member is active in, by name; empty also when they are not for the viewer.',
  })
  ministries(@Root() member: MemberCard, @FromContext() ctx: Ctx): Promise<readonly Ministry[]> | readonly Ministry[] {
    if (!mayReadPersonal(requireViewer(ctx), member)) return []
    const ministries = loadMinistriesOf(ctx, member.id)
    const open = openCategories(ctx.church.features)
    // Nothing is hidden in most churches, and a page has fifty of these.
    if (open.length === ministryCategories.length) return ministries
    return ministries.then((all) => all.filter(({ category }) => open.includes(category)))
  }
}
