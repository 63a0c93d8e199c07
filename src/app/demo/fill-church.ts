import { giveRole } from '../../access/index.js'
import { addAnnouncements } from '../../announcements/index.js'
import { lockSettings } from '../../churches/index.js'
import {
  addEvents,
  type Event,
  type EventDraft,
  type NewEvent,
  occurrencesOf,
  type Series,
} from '../../events/index.js'
import { addHouseholdMembers, addHouseholds } from '../../households/index.js'
import type { User } from '../../identity/index.js'
import { type Entrant, enterMembers, isRollEmpty } from '../../members/index.js'
import { addMinistries, addMinistryMembers } from '../../ministries/index.js'
import { addNotification, notificationOfNewEvent } from '../../notifications/index.js'
import type { Clock } from '../../platform/clock.js'
import type { Db } from '../../platform/db/handles.js'
import { newId } from '../../platform/ids.js'
import { isBefore } from '../../platform/instant.js'
import type { DemoAccounts } from './demo-accounts.js'
import type { DemoChurch } from './demo-church.js'
import { type Gathered, gatherMinistries } from './gather-ministries.js'
import type { DemoPerson } from './make-person.js'
import { planAnnouncements } from './plan-announcements.js'
import { planEvents } from './plan-events.js'
import { type Settlement, settlePeople } from './settle-people.js'

/** Everything that a demo church holds, worked out before the first of it is written. */
export interface Contents {
  readonly settlement: Settlement
  readonly gathered: Gathered
  readonly events: readonly NewEvent[]
  readonly announcements: Parameters<typeof addAnnouncements>[1]
  /** The administrator's account and the member's. */
  readonly users: Readonly<Record<keyof DemoAccounts, User>>
}

/** How many coming events people have just been told of. */
const told = 5

/** Works out what a church holds when the demo is made at the clock's now. */
export function planContents(church: DemoChurch, accounts: DemoAccounts, clock: Clock): Contents {
  const now = clock.now()
  const nextId = (): string => newId(clock)
  const settlement = settlePeople(church, nextId)
  const own = { createdBy: accounts.admin.id }
  const nameOf = ({ firstName, lastName }: DemoPerson): string => `${firstName} ${lastName}`
  return {
    settlement,
    gathered: gatherMinistries(church, settlement, nextId),
    events: planEvents(church, now).map((event) => ({ ...event, ...once(event), ...own, id: nextId() })),
    announcements: planAnnouncements(church, now).map((announcement) => ({ ...announcement, ...own, id: nextId() })),
    users: {
      admin: { ...accounts.admin, name: nameOf(settlement.admin) },
      member: { ...accounts.member, name: nameOf(settlement.member) },
    },
  }
}

/** When an event takes place that does so once. */
const once = (event: EventDraft): Series => ({
  occurrences: occurrencesOf(event, [], { from: null, to: null }),
  seriesEndsAt: null,
})

/**
 * Writes everything, or nothing when anybody is on the roll already. Belongs inside a transaction, whose last act it is.
 * Locks the church's settings: whoever fills at the same time waits, and then finds it done.
 */
export async function fillChurch(db: Db, clock: Clock, contents: Contents): Promise<void> {
  await lockSettings(db)
  if (!(await isRollEmpty(db))) return

  await writePeople(db, clock, contents)
  await addMinistries(db, contents.gathered.ministries)
  await addMinistryMembers(db, clock, contents.gathered.memberships)
  const events = await addEvents(db, contents.events)
  await addAnnouncements(db, contents.announcements)
  await giveRole(db, clock, { userId: contents.users.admin.id, role: 'ADMIN' })
  await giveRole(db, clock, { userId: contents.users.member.id, role: 'MEMBER' })
  await tellOfNextEvents(db, clock, events)
}

async function writePeople(db: Db, clock: Clock, { settlement, users }: Contents): Promise<void> {
  const { people, households } = settlement
  await enterMembers(
    db,
    people.map((person) => entrant(person, settlement, users)),
  )
  await addHouseholds(
    db,
    households.map(({ id, name, address, phone }) => ({ id, name, address, phone })),
  )
  const entries = households.flatMap(({ id: householdId, people: theirs }) =>
    theirs.map(({ person, relation, fromOn }) => ({ householdId, memberId: person.id, relation, fromOn })),
  )
  await addHouseholdMembers(db, clock, entries)
}

function entrant(person: DemoPerson, { admin, member }: Settlement, users: Contents['users']): Entrant {
  const user = person === admin ? users.admin : person === member ? users.member : null
  return user ? { ...person, userId: user.id, email: user.email } : person
}

/** Of each kind of event the next one, so that the list is not five times the same service. */
async function tellOfNextEvents(db: Db, clock: Clock, events: readonly Event[]): Promise<void> {
  const now = clock.now()
  const coming = events.filter(({ startsAt }) => isBefore(now, startsAt))
  const next = [...Map.groupBy(coming, ({ title }) => title).values()].flatMap(([first]) => first ?? []).slice(0, told)
  for (const event of next) {
    const notification = notificationOfNewEvent(event, now)
    if (notification) await addNotification(db, { ...notification, id: newId(clock) })
  }
}
