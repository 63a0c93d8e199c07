import { requireViewer } from '../access/index.js'
import { batchedById, batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { recordOf } from './load-member.js'
import {
  MemberAddressType,
  MemberContactType,
  MemberEducationType,
  MemberEmergencyType,
  MemberFaithType,
  MemberMembershipType,
  MemberNameType,
  MemberPersonalType,
  MemberWorkType,
} from './member-record.graphql.js'
import { educationOf, faithOf } from './member-related.repository.js'
import { MemberType } from './member.graphql.js'
import type { Member, MemberCard } from './member.js'
import { mayReadPersonal } from './member.policy.js'

const loadEducationOf = batchedByOwner(({ memberId }) => memberId, educationOf)
const loadFaithOf = batchedById(faithOf)

const ifPersonal = <T>(ctx: Ctx, member: MemberCard, value: () => T): T | null =>
  mayReadPersonal(requireViewer(ctx), member) ? value() : null

const personalOf = (ctx: Ctx, member: MemberCard): Promise<Member | null> | null =>
  ifPersonal(ctx, member, () => recordOf(ctx, member))

const birthdayOf = ({ birthDate, birthYearKnown }: Member) => ({
  birthDate: birthYearKnown ? birthDate : null,
  birthMonth: birthDate === null ? null : Number(birthDate.slice(5, 7)),
  birthDay: birthDate === null ? null : Number(birthDate.slice(8)),
  isBirthYearKnown: birthYearKnown,
})

/** The record of a member in groups; those that are not for the viewer are null. */
@Resolver(() => MemberType)
export class MemberRecordResolver {
  @FieldResolver(() => MemberNameType, { description: 'All names.' })
  name(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return recordOf(ctx, member)
  }

  @FieldResolver(() => MemberContactType, { description: 'How the member is reached.' })
  contact(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return recordOf(ctx, member)
  }

  @FieldResolver(() => MemberAddressType, {
    nullable: true,
    description: 'Address in parts; null when not for the viewer.',
  })
  addressParts(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return personalOf(ctx, member)
  }

  @FieldResolver(() => MemberPersonalType, {
    nullable: true,
    description: 'Birth and origin; null when not for the viewer.',
  })
  async personal(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    const record = await personalOf(ctx, member)
    return record && { ...record, ...birthdayOf(record) }
  }

  @FieldResolver(() => MemberEmergencyType, {
    nullable: true,
    description: 'Whom to call; null when not for the viewer.',
  })
  async emergency(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    const record = await personalOf(ctx, member)
    return record && { name: record.emergencyName, phone: record.emergencyPhone, relation: record.emergencyRelation }
  }

  @FieldResolver(() => MemberWorkType, { nullable: true, description: 'Work; null when not for the viewer.' })
  work(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return personalOf(ctx, member)
  }

  @FieldResolver(() => MemberMembershipType, {
    nullable: true,
    description: 'How the member belongs to the church; null when not for the viewer.',
  })
  membership(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return personalOf(ctx, member)
  }

  @FieldResolver(() => [MemberEducationType], { nullable: true, description: 'Schools; null when not for the viewer.' })
  education(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return ifPersonal(ctx, member, () => loadEducationOf(ctx, member.id))
  }

  @FieldResolver(() => MemberFaithType, {
    nullable: true,
    description: 'What the denomination asks; null when nothing was entered, or it is not for the viewer.',
  })
  faith(@Root() member: MemberCard, @FromContext() ctx: Ctx) {
    return ifPersonal(ctx, member, () => loadFaithOf(ctx, member.id))
  }
}
