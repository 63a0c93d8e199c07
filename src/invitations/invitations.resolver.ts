import { SignInPayload } from '../identity/user.graphql.js'
import type { Ctx } from '../platform/context.js'
import { Access, Alone, Arg, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload, payloadOf } from '../platform/graphql/payload.js'
import { acceptInvitation } from './accept-invitation.js'
import { listInvitations, resendInvitation, revokeInvitation } from './change-invitation.js'
import {
  AcceptInvitationInput,
  InvitationInput,
  InvitationPayload,
  InvitationType,
  InviteUserInput,
} from './invitation.graphql.js'
import { inviteUser } from './invite-user.js'

/** Inviting people to accounts of the church, and being invited. */
@Resolver()
export class InvitationsResolver {
  @Access('users.create')
  @Query(() => [InvitationType], { description: 'Invitations that wait, the newest first; at most 200.' })
  invitations(@FromContext() ctx: Ctx) {
    return listInvitations(ctx)
  }

  @Access('users.create')
  @Mutation(() => InvitationPayload, {
    nullable: true,
    description:
      'Invites somebody to an account by mail; the link works once, within seven days. GRANT_EXCEEDED for a role with a right that the viewer lacks, NOT_UNIQUE when the address already has an account or a pending invitation, NOT_ALLOWED_NOW until the viewer’s own address is proved.',
  })
  inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'Who, and as what.' }) input: InviteUserInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('invitation', inviteUser(ctx, input))
  }

  @Access('users.create')
  @Mutation(() => InvitationPayload, {
    nullable: true,
    description: 'Mails an invitation that waits again; it counts for seven days from now.',
  })
  resendInvitation(
    @Arg('input', () => InvitationInput, { description: 'Which.' }) input: InvitationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('invitation', resendInvitation(ctx, input))
  }

  @Access('users.create')
  @Mutation(() => InvitationPayload, {
    nullable: true,
    description: 'Withdraws an invitation: its link opens nothing.',
  })
  revokeInvitation(
    @Arg('input', () => InvitationInput, { description: 'Which.' }) input: InvitationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('invitation', revokeInvitation(ctx, input))
  }

  @Alone()
  @Access('public')
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      'Accepts an invitation, given the secret from its mailed link, which works once: the account gets a password, its roles and its member, its address counts as proved, and it is signed in.',
  })
  acceptInvitation(
    @Arg('input', () => AcceptInvitationInput, { description: 'Secret and password.' }) input: AcceptInvitationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payloadOf(acceptInvitation(ctx, input))
  }
}
