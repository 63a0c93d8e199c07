import { registerForEvent } from '../registrations/register-for-event.js'
import type { Registration } from '../registrations/registration.js'
import { type ChurchWorld, done, type Person } from './church-world.js'

/** A registration of a new member, or of this one, for this event or a new one that is held tomorrow. */
export async function plantRegistration(
  church: ChurchWorld,
  by: Person,
  wanted: { readonly eventId?: string; readonly memberId?: string } = {},
): Promise<Registration> {
  const eventId = wanted.eventId ?? (await church.event({ registration: 'OPTIONAL' })).id
  const memberId = wanted.memberId ?? (await church.member()).id
  return church.as(by, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId })))
}
