import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { SendMessageInput, SendMessagePayload } from './messages.graphql.js'
import { sendMessage } from './send-message.js'

/** What people tell each other in their own words. */
@Resolver()
export class MessagesResolver {
  @Access('notifications.create')
  @Mutation(() => SendMessagePayload, {
    nullable: true,
    description: 'Tells others something. Leaders reach the ministries that they lead. At most 10 an hour.',
  })
  sendMessage(
    @Arg('input', () => SendMessageInput, { description: 'The message.' }) input: SendMessageInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('sent', sendMessage(ctx, input))
  }
}
