import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { LocalDateScalar } from '../platform/graphql/scalars.js'
import { recordOf } from './load-member.js'
import { genderEnum } from './member-enums.graphql.js'
import { MemberType } from './member.graphql.js'
import type { Member, MemberCard } from './member.js'
import { mayReadPersonal } from './member.policy.js'

const personal = async <Value>(
  ctx: Ctx,
  card: MemberCard,
  read: (member: Member) => Value | null,
): Promise<Value | null> => {
  const member = mayReadPersonal(requireViewer(ctx), card) ? await recordOf(ctx, card) : null
  return member && read(member)
}

/** The fields of a member that only the member and the office read; null for everybody else. */
@Resolver(() => MemberType)
export class MemberPersonalResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Postal address; null also when it is not for the viewer.',
  })
  address(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return personal(ctx, member, ({ address }) => address)
  }

  @FieldResolver(() => genderEnum, { nullable: true, description: 'Gender; null also when it is not for the viewer.' })
  gender(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return personal(ctx, member, ({ gender }) => gender)
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Birth date; null also when its year is not known, or it is not for the viewer.',
  })
  birthDate(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return personal(ctx, member, ({ birthDate, birthYearKnown }) => (birthYearKnown ? birthDate : null))
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'When the member joined; null also when it is not for the viewer.',
  })
  joinedOn(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return mayReadPersonal(requireViewer(ctx), member) ? member.joinedOn : null
  }
}
