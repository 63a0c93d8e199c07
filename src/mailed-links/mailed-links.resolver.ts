import type { Ctx } from '../platform/context.js'
import { Access, Alone, Arg, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { changeEmail } from './change-email.js'
import {
  AddressInput,
  ChangeEmailInput,
  MailRequestPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
  VerifyEmailInput,
  VerifyEmailPayload,
} from './mailed-link.graphql.js'
import { requestPasswordReset, resendVerification } from './request-link.js'
import { resetPassword } from './reset-password.js'
import { verifyEmail } from './verify-email.js'

/** Links that are mailed to the holders of accounts, and what they open. */
@Resolver()
export class MailedLinksResolver {
  @Alone()
  @Access('public')
  @Mutation(() => MailRequestPayload, {
    nullable: true,
    description:
      'Mails a link for choosing a new password within an hour, if there is an account with this address. The answer is the same in either case. THROTTLED after 3 an hour for one e-mail address, 10 for one network address.',
  })
  requestPasswordReset(
    @Arg('input', () => AddressInput, { description: 'Whose password.' }) input: AddressInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('isRequested', requestPasswordReset(ctx, input))
  }

  @Alone()
  @Access('public')
  @Mutation(() => ResetPasswordPayload, {
    nullable: true,
    description:
      'Gives an account a new password, given the secret from a mailed link, which works once. Every session of the account ends; its second factor stays.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'Secret and password.' }) input: ResetPasswordInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('isReset', resetPassword(ctx, input))
  }

  @Alone()
  @Access('public')
  @Mutation(() => VerifyEmailPayload, {
    nullable: true,
    description:
      'Proves the address of an account, given the secret from the link mailed there; also completes `changeEmail`.',
  })
  verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The secret.' }) input: VerifyEmailInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('email', verifyEmail(ctx, input))
  }

  @Alone()
  @Access('public')
  @Mutation(() => MailRequestPayload, {
    nullable: true,
    description: 'Has the link for `verifyEmail` mailed again, as `requestPasswordReset` does it.',
  })
  resendVerification(
    @Arg('input', () => AddressInput, { description: 'Which address.' }) input: AddressInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('isRequested', resendVerification(ctx, input))
  }

  @Alone()
  @Access('signedIn')
  @Mutation(() => MailRequestPayload, {
    nullable: true,
    description:
      'Mails a link to the new address, which becomes the account’s once `verifyEmail` gets that link’s secret. The old address is notified.',
  })
  changeEmail(
    @Arg('input', () => ChangeEmailInput, { description: 'Address and password.' }) input: ChangeEmailInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('isRequested', changeEmail(ctx, input))
  }
}
