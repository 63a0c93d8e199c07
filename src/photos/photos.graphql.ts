import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar, JsonScalar } from '../platform/graphql/scalars.js'
import type { Instant } from '../platform/instant.js'

/** A photo to be seen. */
@ObjectType('MemberPhoto', { description: 'A photo of a member: a link to it that needs no token.' })
export class MemberPhotoType {
  @Field(() => String, {
    description: 'The link. It stays the same for a minute, and browsers need not fetch it twice.',
  })
  declare readonly url: string

  @Field(() => DateTimeScalar, { description: 'When the link expires; then ask for the member again.' })
  declare readonly expiresAt: Instant
}

/** Whose photo it is about. */
@InputType('MemberPhotoInput', { description: 'Whose photo it is about.' })
export class MemberPhotoInput {
  @Field(() => IdScalar, { nullable: true, description: 'The member; the viewer’s own person when left out.' })
  declare readonly memberId?: string | null
}

/** Where to send a photo. */
@ObjectType('CreateMemberPhotoUploadPayload', {
  implements: Payload,
  description: 'Where to send the photo, or why not.',
})
export class CreateMemberPhotoUploadPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      'Send the bytes of one JPEG, PNG or WEBP here by PUT, 5 MB at most, without a token. HTTP 201 once it is shown, 413 or 415 if it is not such a photo, 404 if the link has expired or was used.',
  })
  declare readonly uploadUrl: string | null

  @Field(() => JsonScalar, { nullable: true, description: 'Headers to send with it, by name.' })
  declare readonly headers: Readonly<Record<string, string>> | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the link expires.' })
  declare readonly expiresAt: Instant | null
}
