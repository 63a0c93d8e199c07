import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { LocalDateScalar } from '../platform/graphql/scalars.js'
import { genderEnum } from './member-enums.graphql.js'
import { MemberType } from './member.graphql.js'
import type { Member } from './member.js'
import { mayReadPersonal } from './member.policy.js'

const personal = <Key extends keyof Member>(ctx: Ctx, member: Member, field: Key): Member[Key] | null =>
  mayReadPersonal(requireViewer(ctx), member) ? member[field] : null

/** The fields of a member that only the member and the office read; null for everybody else. */
@Resolver(() => MemberType)
export class MemberPersonalResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Postal address; null also when it is not for the viewer.',
  })
  address(@Root() member: Member, @FromContext() ctx: Ctx) {
    return personal(ctx, member, 'address')
  }

  @FieldResolver(() => genderEnum, { nullable: true, description: 'Gender; null also when it is not for the viewer.' })
  gender(@Root() member: Member, @FromContext() ctx: Ctx) {
    return personal(ctx, member, 'gender')
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'Birth date; null also when its year is not known, or it is not for the viewer.',
  })
  birthDate(@Root() member: Member, @FromContext() ctx: Ctx) {
    return member.birthYearKnown ? personal(ctx, member, 'birthDate') : null
  }

  @FieldResolver(() => LocalDateScalar, {
    nullable: true,
    description: 'When the member joined; null also when it is not for the viewer.',
  })
  joinedOn(@Root() member: Member, @FromContext() ctx: Ctx) {
    return personal(ctx, member, 'joinedOn')
  }
}
