import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import {
  ApplicationInput,
  ApplicationPayload,
  ConfirmApplicationInput,
  RejectApplicationInput,
  SubmitApplicationPayload,
  SubmitMembershipApplicationInput,
  UpdateApplicationNotesInput,
  WithdrawApplicationInput,
  WithdrawApplicationPayload,
} from './application-input.graphql.js'
import { ApplicationConnection, ApplicationsArguments, ApplicationType } from './application.graphql.js'
import { confirmMembershipApplication } from './confirm-membership-application.js'
import { listApplications, loadApplication } from './load-application.js'
import { approveMembershipApplication, rejectMembershipApplication } from './review-application.js'
import { submitMembershipApplication } from './submit-membership-application.js'
import { updateApplicationNotes } from './update-application-notes.js'
import { withdrawMembershipApplication } from './withdraw-membership-application.js'

/** Applying to join, and deciding who does. */
@Resolver()
export class ApplicationsResolver {
  @Access('public')
  @Mutation(() => SubmitApplicationPayload, {
    nullable: true,
    description:
      'Applies to join, without an account. NOT_ALLOWED_NOW where the church takes no applications; 10 an hour from one place.',
  })
  submitMembershipApplication(
    @Arg('input', () => SubmitMembershipApplicationInput, { description: 'Who applies.' })
    input: SubmitMembershipApplicationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('isReceived', submitMembershipApplication(ctx, input))
  }

  @Access('public')
  @Mutation(() => WithdrawApplicationPayload, {
    nullable: true,
    description: 'Takes an application back that waits, shown the secret of the mailed link.',
  })
  withdrawMembershipApplication(
    @Arg('input', () => WithdrawApplicationInput, { description: 'The secret.' }) input: WithdrawApplicationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('isWithdrawn', withdrawMembershipApplication(ctx, input))
  }

  @Access('members.manage')
  @Query(() => ApplicationConnection, { description: 'The applications to join, the newest first.' })
  membershipApplications(@Args(() => ApplicationsArguments) request: ApplicationsArguments, @FromContext() ctx: Ctx) {
    return listApplications(ctx, request)
  }

  @Access('members.manage')
  @Query(() => ApplicationType, { nullable: true, description: 'One application; null when there is none.' })
  membershipApplication(
    @Arg('id', () => IdScalar, { description: 'Which application.' }) id: string,
    @FromContext() ctx: Ctx,
  ) {
    return loadApplication(ctx, id)
  }

  @Access('members.manage')
  @Mutation(() => ApplicationPayload, {
    nullable: true,
    description: 'Approves an application that is PENDING; the applicant is mailed.',
  })
  approveMembershipApplication(
    @Arg('input', () => ApplicationInput, { description: 'Which.' }) input: ApplicationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('application', approveMembershipApplication(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => ApplicationPayload, {
    nullable: true,
    description: 'Rejects an application that waits; the applicant is mailed the reason.',
  })
  rejectMembershipApplication(
    @Arg('input', () => RejectApplicationInput, { description: 'Which, and why.' }) input: RejectApplicationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('application', rejectMembershipApplication(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => ApplicationPayload, {
    nullable: true,
    description:
      'Makes an APPROVED applicant a member with a number, who joined today. The applicant gets a mail and an invitation to an account. NOT_UNIQUE when the address already has an account: confirm with `invite: false`.',
  })
  confirmMembershipApplication(
    @Arg('input', () => ConfirmApplicationInput, { description: 'Which, and where they live.' })
    input: ConfirmApplicationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('application', confirmMembershipApplication(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => ApplicationPayload, {
    nullable: true,
    description: 'Writes what the staff note about an application, in any state.',
  })
  updateApplicationNotes(
    @Arg('input', () => UpdateApplicationNotesInput, { description: 'Which, and the notes.' })
    input: UpdateApplicationNotesInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('application', updateApplicationNotes(ctx, input))
  }
}
