import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import {
  ChurchSettingsType,
  UpdateChurchSettingsInput,
  UpdateChurchSettingsPayload,
} from './church-settings.graphql.js'
import { churchSettings } from './church-settings.repository.js'
import { asManagerOfSettings, asReaderOfSettings } from './require-settings.js'
import type { ChurchSettings } from './settings.js'
import { updateChurchSettings } from './update-church-settings.js'

/** What a church has decided about how FaithFlow works for it. */
@Resolver()
export class ChurchSettingsResolver {
  @Access('settings.read')
  @Query(() => ChurchSettingsType, { nullable: true, description: 'The settings of the church, in seven groups.' })
  churchSettings(@FromContext() ctx: Ctx): Promise<ChurchSettings> {
    return churchSettings(asReaderOfSettings(ctx).db)
  }

  @Access('settings.manage')
  @Mutation(() => UpdateChurchSettingsPayload, {
    nullable: true,
    description: 'Changes settings of one group; those that are left out stay.',
  })
  updateChurchSettings(
    @Arg('input', () => UpdateChurchSettingsInput, { description: 'One group, and what changes.' })
    input: UpdateChurchSettingsInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('settings', updateChurchSettings(asManagerOfSettings(ctx), input))
  }
}
