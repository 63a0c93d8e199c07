import { beforeAll, describe, expect, it } from 'vitest'
import type { CreateEvent } from '../events/create-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addDays, addSeconds, localDay } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'
import { checkIn } from './check-in.js'
import { checkOut } from './check-out.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

/** An event that started an hour ago. */
const started = (described: Partial<CreateEvent> = {}) =>
  church.event({ registration: 'OPTIONAL', startsAt: addSeconds(clock.now(), -3600), ...described })

/** A registration of somebody who is there. */
const present = async (described: Partial<CreateEvent> = {}) => {
  const registration = await plantRegistration(church, admin, { eventId: (await started(described)).id })
  done(await letIn({ registrationId: registration.id }))
  return registration
}

/** A child that is there, and what it leaves against. */
const presentChild = async () => {
  const { id: eventId } = await started()
  const { id: memberId } = await church.member({ birthDate: addDays(localDay(clock.now(), 'UTC'), -6 * 365) })
  const { pickupCode } = done(await letIn({ eventId, memberId }))
  return { eventId, memberId, pickupCode: pickupCode ?? '' }
}

const letIn = (arrival: Parameters<typeof checkIn>[1]) => church.as(admin, (ctx) => checkIn(ctx, arrival))
const letOut = (leaving: Parameters<typeof checkOut>[1]) => church.as(admin, (ctx) => checkOut(ctx, leaving))

const refused = (code: string, path?: string) => ({ errors: [path === undefined ? { code } : { code, path: [path] }] })

const told = (entityId: string) =>
  church.write((db) =>
    db
      .selectFrom('audit_log')
      .select(['action', 'fields', 'after'])
      .where('entity_id', '=', entityId)
      .where('action', '=', 'attendance.checkOut')
      .execute(),
  )

describe('checkOut', () => {
  it('keeps when somebody left, and answers that to whoever asks again, in any way', async () => {
    const { id: registrationId, checkInCode: code, eventId, memberId } = await present()

    const first = done(await letOut({ code }))

    expect(first.checkedOutAt).not.toBeNull()
    expect(await letOut({ registrationId })).toEqual(first)
    expect(await letOut({ eventId, memberId })).toEqual(first)
    expect(await letIn({ code })).toEqual(first)
    expect(await told(first.id)).toHaveLength(1)
  })

  it('keeps one time, told once, when ten let somebody out at once', async () => {
    const { id: registrationId } = await present()

    const records = await church.race(admin, async (ctx) => done(await checkOut(ctx, { registrationId })))

    expect(new Set(records.map(({ checkedOutAt }) => checkedOutAt)).size).toBe(1)
    expect(await told(records[0]?.id ?? '')).toHaveLength(1)
  })

  it('lets a child go against its code alone, however it is typed, and tells nobody the code', async () => {
    const { pickupCode, ...child } = await presentChild()

    expect(await letOut(child)).toMatchObject(refused('REQUIRED', 'pickupCode'))
    expect(await letOut({ ...child, pickupCode: ' - ' })).toMatchObject(refused('REQUIRED', 'pickupCode'))
    expect(await letOut({ ...child, pickupCode: 'UUUUUU' })).toMatchObject(refused('INVALID', 'pickupCode'))
    const typed = pickupCode.toLowerCase().replace(/^(.{3})/, '$1 ')
    const record = done(await letOut({ ...child, pickupCode: typed }))

    expect(record.checkedOutAt).not.toBeNull()
    expect(await letOut(child)).toMatchObject(refused('REQUIRED', 'pickupCode'))
    expect(await letOut({ ...child, pickupCode })).toEqual(record)
    expect(JSON.stringify(await told(record.id))).not.toContain(pickupCode)
  })

  it('lets a child go against the code of no other', async () => {
    const [{ pickupCode }, { pickupCode: _own, ...child }] = [await presentChild(), await presentChild()]

    expect(await letOut({ ...child, pickupCode })).toMatchObject(refused('INVALID', 'pickupCode'))
  })

  it('lets out who left the roll, or whose event was called off, since', async () => {
    const { eventId, memberId } = await present()
    await church.write(async (db) => {
      await db.updateTable('member').set({ archived_at: clock.now() }).where('id', '=', memberId).execute()
      await db.updateTable('event_occurrence').set({ is_cancelled: true }).where('event_id', '=', eventId).execute()
    })

    expect(done(await letOut({ eventId, memberId })).checkedOutAt).not.toBeNull()
  })

  it('keeps no time before the one at which they were let in, whichever clock is ahead', async () => {
    const { eventId, memberId, id: registrationId } = await present()
    const ahead = addSeconds(clock.now(), 60)
    await church.write((db) =>
      db.updateTable('attendance_record').set({ checked_in_at: ahead }).where('event_id', '=', eventId).execute(),
    )

    const record = done(await letOut({ registrationId }))

    expect(record).toMatchObject({ memberId, checkedOutAt: record.checkedInAt })
  })

  it('refuses who was not let in, who is not named in one way, and who there is not', async () => {
    const {
      id: registrationId,
      eventId,
      memberId,
    } = await plantRegistration(church, admin, {
      eventId: (await started()).id,
    })
    const nobody = crypto.randomUUID()

    expect(await letOut({ registrationId })).toMatchObject(refused('NOT_ALLOWED_NOW', 'registrationId'))
    expect(await letOut({ eventId, memberId })).toMatchObject(refused('NOT_ALLOWED_NOW', 'memberId'))
    expect(await letOut({})).toMatchObject(refused('REQUIRED'))
    expect(await letOut({ registrationId, memberId })).toMatchObject(refused('REQUIRED'))
    expect(await letOut({ code: 'AAAAAAAAAAAA' })).toMatchObject(refused('NOT_FOUND'))
    expect(await letOut({ registrationId: nobody })).toMatchObject(refused('NOT_FOUND'))
    expect(await letOut({ eventId: nobody, memberId })).toMatchObject(refused('NOT_FOUND'))
    expect(await letOut({ eventId, memberId: nobody })).toMatchObject(refused('NOT_FOUND'))
  })

  it('reaches for leaders what their own ministry holds, and nothing else', async () => {
    const leader = await church.person('LEADER')
    const ministryId = await church.ministry([leader.memberId ?? ''])
    const [own, other] = [await present({ ministryId }), await present()]

    const byLeader = (code: string) => church.as(leader, (ctx) => checkOut(ctx, { code }))

    expect(await byLeader(own.checkInCode)).toMatchObject({ memberId: own.memberId })
    expect(await byLeader(other.checkInCode)).toMatchObject(refused('NOT_FOUND'))
  })
})
