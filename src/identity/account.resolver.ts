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
import { payload } from '../platform/graphql/payload.js'
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  UpdateViewerInput,
  UpdateViewerPayload,
} from './account.graphql.js'
import { changePassword } from './change-password.js'
import { accountState } from './identity.repository.js'
import { updateViewer } from './update-viewer.js'
import { ViewerType } from './user.graphql.js'
import type { User } from './user.js'

/** What somebody may know and change of their own account. */
@Resolver(() => ViewerType)
export class AccountResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The language of mails and messages, as BCP 47 tag; null for the church’s.',
  })
  async locale(@Root() { id }: User, @FromContext() { control }: Ctx): Promise<string | null> {
    const state = await control.read((db) => accountState(db, id))
    return state?.locale ?? null
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the address has been shown to be theirs. Until it is, an account may invite nobody.',
  })
  async emailVerified(@Root() { id }: User, @FromContext() { control }: Ctx): Promise<boolean> {
    const state = await control.read((db) => accountState(db, id))
    return typeof state?.emailVerifiedAt === 'string'
  }

  @Alone()
  @Access('account')
  @Mutation(() => ChangePasswordPayload, {
    nullable: true,
    description:
      'Changes the viewer’s password. All their other sessions end; this one goes on with the access token in the answer. Also works after PASSWORD_CHANGE_REQUIRED.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('accessToken', changePassword(ctx, input))
  }

  @Access('signedIn')
  @Mutation(() => UpdateViewerPayload, {
    nullable: true,
    description: 'Changes the viewer’s own name and language, and nothing else.',
  })
  updateViewer(
    @Arg('input', () => UpdateViewerInput, { description: 'What changes.' }) input: UpdateViewerInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('viewer', updateViewer(ctx, input))
  }
}
