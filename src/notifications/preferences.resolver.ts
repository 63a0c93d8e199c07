import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { allPreferences, isFixed } from './preference.js'
import {
  PreferencesType,
  SetNotificationPreferenceInput,
  SetNotificationPreferencePayload,
  SetQuietHoursInput,
  SetQuietHoursPayload,
} from './preferences.graphql.js'
import { chosenPreferences, quietHoursOf } from './preferences.repository.js'
import { setNotificationPreference } from './set-notification-preference.js'
import { setQuietHours } from './set-quiet-hours.js'

/** How the viewer is told of things. */
@Resolver()
export class NotificationPreferencesResolver {
  @Access('signedIn')
  @Query(() => PreferencesType, { description: 'How the viewer is told of things, and when not.' })
  async notificationPreferences(@FromContext() ctx: Ctx): Promise<PreferencesType> {
    const { userId } = requireViewer(ctx)
    const preferences = allPreferences(await chosenPreferences(ctx.db, userId))
    const quiet = await quietHoursOf(ctx.db, userId)
    return {
      preferences: preferences.map((one) => ({ ...one, isFixed: isFixed(one) })),
      quietHours: {
        start: quiet?.start ?? null,
        end: quiet?.end ?? null,
        timeZone: quiet?.timeZone ?? ctx.church.timeZone,
      },
    }
  }

  @Access('signedIn')
  @Mutation(() => SetNotificationPreferencePayload, {
    nullable: true,
    description: 'Whether and how often the viewer is told of one kind of thing in one way.',
  })
  setNotificationPreference(
    @Arg('input', () => SetNotificationPreferenceInput, { description: 'What is wanted.' })
    input: SetNotificationPreferenceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('preference', setNotificationPreference(ctx, input))
  }

  @Access('signedIn')
  @Mutation(() => SetQuietHoursPayload, {
    nullable: true,
    description: 'When the viewer is sent nothing, save what is urgent or about security; and the zone of digests.',
  })
  setQuietHours(
    @Arg('input', () => SetQuietHoursInput, { description: 'What is wanted.' }) input: SetQuietHoursInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('quietHours', setQuietHours(ctx, input))
  }
}
