import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { checkIn } from '../registrations/check-in.js'
import type { Registration } from '../registrations/registration.js'
import { type ChurchWorld, done, type Person } from './church-world.js'
import { plantRegistration } from './plant-registration.js'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

/** A mutation about attendance that succeeds, and the audit entry it leaves. */
interface AttendanceDeed {
  readonly text: (stage: Stage) => Promise<string>
  readonly leaves: { readonly church: string }
}

/** A registration for what started an hour ago. */
async function arriving({ church, admin }: Stage): Promise<Registration> {
  const { id: eventId } = await church.event({ registration: 'OPTIONAL', startsAt: addSeconds(clock.now(), -3600) })
  return plantRegistration(church, admin, { eventId })
}

/** Every mutation about attendance, with what it tells the audit log. */
export const deedsOfAttendance: Readonly<Record<string, AttendanceDeed>> = {
  checkIn: {
    text: async (stage) => {
      const { eventId } = await arriving(stage)
      const { id } = await stage.church.member()
      return `mutation { checkIn(input: { eventId: "${eventId}", memberId: "${id}" }) { errors { code } } }`
    },
    leaves: { church: 'attendance.checkIn' },
  },
  checkOut: {
    text: async (stage) => {
      const { id } = await arriving(stage)
      await stage.church.as(stage.admin, async (ctx) => done(await checkIn(ctx, { registrationId: id })))
      return `mutation { checkOut(input: { registrationId: "${id}" }) { errors { code } } }`
    },
    leaves: { church: 'attendance.checkOut' },
  },
  recordHeadcount: {
    text: async (stage) => {
      const { eventId } = await arriving(stage)
      return `mutation {
        recordHeadcount(input: { eventId: "${eventId}", counts: [{ category: ADULTS, count: 40 }] }) { errors { code } }
      }`
    },
    leaves: { church: 'event.recordHeadcount' },
  },
  markAttendance: {
    text: async (stage) =>
      `mutation { markAttendance(input: { id: "${(await arriving(stage)).id}", status: NO_SHOW }) { errors { code } } }`,
    leaves: { church: 'registration.markAttendance' },
  },
  closeAttendance: {
    text: async (stage) =>
      `mutation { closeAttendance(input: { eventId: "${(await arriving(stage)).eventId}" }) { errors { code } } }`,
    leaves: { church: 'event.closeAttendance' },
  },
}
