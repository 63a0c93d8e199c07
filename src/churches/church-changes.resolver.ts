import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import {
  ApplyDenominationDefaultsInput,
  ApplyDenominationDefaultsPayload,
  UpdateChurchFeaturesInput,
  UpdateChurchFeaturesPayload,
  UpdateChurchInput,
  UpdateChurchPayload,
} from './church-changes.graphql.js'
import { asManagerOfSettings } from './require-settings.js'
import { applyDenominationDefaults, updateChurchFeatures } from './update-church-features.js'
import { updateChurch } from './update-church.js'

/** What a church may change of itself. */
@Resolver()
export class ChurchChangesResolver {
  @Access('settings.manage')
  @Mutation(() => UpdateChurchPayload, {
    nullable: true,
    description: 'Changes what the church says of itself. Seen at once, by every process.',
  })
  updateChurch(
    @Arg('input', () => UpdateChurchInput, { description: 'What changes.' }) input: UpdateChurchInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('church', updateChurch(asManagerOfSettings(ctx), input))
  }

  @Access('settings.manage')
  @Mutation(() => UpdateChurchFeaturesPayload, {
    nullable: true,
    description: 'Switches features. Switching off hides, and deletes nothing.',
  })
  updateChurchFeatures(
    @Arg('input', () => UpdateChurchFeaturesInput, { description: 'What is switched.' })
    input: UpdateChurchFeaturesInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('church', updateChurchFeatures(asManagerOfSettings(ctx), input))
  }

  @Access('settings.manage')
  @Mutation(() => ApplyDenominationDefaultsPayload, {
    nullable: true,
    description: 'Takes all choices of features back: the defaults of the denomination count again.',
  })
  applyDenominationDefaults(
    @Arg('input', () => ApplyDenominationDefaultsInput, { description: 'Which state of the church it is about.' })
    input: ApplyDenominationDefaultsInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('church', applyDenominationDefaults(asManagerOfSettings(ctx), input))
  }
}
