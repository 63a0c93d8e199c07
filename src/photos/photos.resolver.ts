import type { MemberCard } from '../members/index.js'
import { MemberPayload } from '../members/member-life.graphql.js'
import { MemberType } from '../members/member.graphql.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, FieldResolver, FromContext, Mutation, Resolver, Root } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { isRefusal } from '../platform/refusal.js'
import { createMemberPhotoUpload } from './create-member-photo-upload.js'
import { linkTo } from './photo-link.js'
import { CreateMemberPhotoUploadPayload, MemberPhotoInput, MemberPhotoType } from './photos.graphql.js'
import { removeMemberPhoto } from './remove-member-photo.js'

/** Photos of members. */
@Resolver(() => MemberType)
export class MemberPhotosResolver {
  @FieldResolver(() => MemberPhotoType, { nullable: true, description: 'The photo; null when there is none.' })
  photo(@Root() { photoDocumentId }: MemberCard, @FromContext() ctx: Ctx) {
    return photoDocumentId && linkTo(ctx, { use: 'read', documentId: photoDocumentId })
  }

  @Access('signedInOrKey')
  @Mutation(() => CreateMemberPhotoUploadPayload, {
    nullable: true,
    description: 'A link that takes a photo of a member: one’s own, or anybody’s with members.write.',
  })
  async createMemberPhotoUpload(
    @Arg('input', () => MemberPhotoInput, { description: 'Of whom.' }) input: MemberPhotoInput,
    @FromContext() ctx: Ctx,
  ) {
    const outcome = await createMemberPhotoUpload(ctx, input)
    if (isRefusal(outcome)) return { uploadUrl: null, headers: null, expiresAt: null, errors: outcome.errors }
    return { ...outcome, headers: {}, errors: [] }
  }

  @Access('signedInOrKey')
  @Mutation(() => MemberPayload, {
    nullable: true,
    description: 'Removes the photo of a member: one’s own, or anybody’s with members.write.',
  })
  removeMemberPhoto(
    @Arg('input', () => MemberPhotoInput, { description: 'Of whom.' }) input: MemberPhotoInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', removeMemberPhoto(ctx, input))
  }
}
