import type { User } from '../identity/index.js'
import { SignInPayload, ViewerType } from '../identity/user.graphql.js'
import type { Ctx } from '../platform/context.js'
import {
  Access,
  Alone,
  Arg,
  FieldResolver,
  FromContext,
  Mutation,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload, payloadOf } from '../platform/graphql/payload.js'
import { confirmTotp, disableTotp, enableTotp } from './enable-totp.js'
import {
  ConfirmTotpPayload,
  DisableTotpPayload,
  EnableTotpInput,
  EnableTotpPayload,
  SecondFactorType,
  TotpCodeInput,
  VerifyTotpInput,
} from './second-factor.graphql.js'
import { countRecoveryCodes, findSecondFactor } from './second-factor.repository.js'
import { verifyTotp } from './verify-totp.js'

/** The second factor: its life, and signing in with it. */
@Resolver(() => ViewerType)
export class SecondFactorResolver {
  @FieldResolver(() => SecondFactorType, {
    nullable: true,
    description: 'The second factor; null when a password alone signs the account in.',
  })
  secondFactor(@Root() { id }: User, @FromContext() { control }: Ctx) {
    return control.read(async (db) => {
      const confirmedAt = (await findSecondFactor(db, id))?.confirmedAt ?? null
      return confirmedAt && { confirmedAt, recoveryCodesLeft: await countRecoveryCodes(db, id) }
    })
  }

  @Alone()
  @Access('account')
  @Mutation(() => EnableTotpPayload, {
    nullable: true,
    description:
      'Begins a second factor for the viewer: a secret for an authenticator app (TOTP). Sign-ins ask for it once `confirmTotp` succeeded. NOT_ALLOWED_NOW when there is one already. Also works after SECOND_FACTOR_REQUIRED.',
  })
  enableTotp(
    @Arg('input', () => EnableTotpInput, { description: 'The password.' }) input: EnableTotpInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('enrolment', enableTotp(ctx, input))
  }

  @Alone()
  @Access('account')
  @Mutation(() => ConfirmTotpPayload, {
    nullable: true,
    description: 'Turns the second factor on, given a code from the app. Answers ten recovery codes, only this once.',
  })
  confirmTotp(
    @Arg('input', () => TotpCodeInput, { description: 'A code of the app.' }) input: TotpCodeInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('recoveryCodes', confirmTotp(ctx, input))
  }

  @Alone()
  @Access('signedIn')
  @Mutation(() => DisableTotpPayload, {
    nullable: true,
    description: 'Ends the viewer’s second factor, shown a code of it or a recovery code.',
  })
  disableTotp(
    @Arg('input', () => TotpCodeInput, { description: 'A code.' }) input: TotpCodeInput,
    @FromContext() ctx: Ctx,
  ) {
    return payloadOf(disableTotp(ctx, input))
  }

  @Alone()
  @Access('public')
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      'Completes a sign-in that answered a `challenge`, with a code from the app or a recovery code; each works once. A wrong code is INVALID_CREDENTIALS; after five in a row none is accepted for 15 minutes (THROTTLED), then for twice as long.',
  })
  verifyTotp(
    @Arg('input', () => VerifyTotpInput, { description: 'Challenge and code.' }) input: VerifyTotpInput,
    @FromContext() ctx: Ctx,
  ) {
    return payloadOf(verifyTotp(ctx, input))
  }
}
