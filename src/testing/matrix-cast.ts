import { type SystemRole, systemRoles } from '../access/role.js'
import type { Event } from '../events/index.js'
import { cursorAt } from '../notifications/notification-cursor.js'
import { systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { newCode } from '../registrations/registration.js'
import { Api } from './api.js'
import { type ChurchWorld, type Person, testPassword } from './church-world.js'
import type { MatrixRow, Target } from './matrix-row.js'
import { plantAnnouncement } from './plant-announcement.js'
import { plantBooking } from './plant-booking.js'
import { plantNotification } from './plant-notification.js'
import { grantsOf } from './specified-grants.js'
import { superAdmin } from './super-admin.js'
import type { World } from './world.js'

/** Everybody who asks for every operation. */
export const actors = [
  'anonymous',
  ...systemRoles,
  'administrator of another church',
  'super-admin',
  'API key with every right',
  'API key without a right',
] as const

/** One of them. */
export type Actor = (typeof actors)[number]

/** What domain.md 4.1 keeps from keys. */
export const keptFromKeys: readonly string[] = ['users', 'roles', 'billing', 'audit', 'integrations']

/** The actors of one church, and what is whose there. */
export interface Cast {
  readonly church: ChurchWorld
  /** Somebody else's, whoever asks. */
  readonly stranger: Target
  /** What is an actor's own: its member, and a person in the ministry it leads. */
  ownOf(actor: Actor): readonly Target[]
  /** Speaks as an actor where it would ask for `row`, from an address of its own: no limit is shared. */
  speaker(actor: Actor, row: MatrixRow): Promise<Api>
}

/** Brings all actors together in a church of their own. */
export async function gatherCast(world: World): Promise<Cast> {
  const church = await world.church()
  const tokens = new Map<Actor, string>()
  const owns = new Map<Actor, readonly Target[]>()
  for (const role of systemRoles) {
    const person = await church.person(role)
    const { id: led } = await church.member()
    const ministryId = await church.ministry(person.memberId ? [person.memberId, led] : [])
    const announcementId = await withdrawn(church, ministryId)
    const event = await eventOf(church, ministryId)
    const own = { ...(await plantTarget(church, person, 1)), ministryId, announcementId, ...event }
    tokens.set(role, person.token)
    owns.set(role, [own, { ...own, memberId: led }])
  }
  tokens.set('administrator of another church', (await (await world.church()).person('ADMIN')).token)
  tokens.set('super-admin', (await superAdmin(world)).token)
  const admin = await church.person('ADMIN')
  tokens.set('API key with every right', await newKey(admin, everyScope()))
  tokens.set('API key without a right', await newKey(admin, []))

  const somebody = await plantTarget(church, await church.person('MEMBER'), 7)
  const ministryId = await church.ministry([(await church.member()).id, somebody.memberId])

  const event = await eventOf(church, ministryId)

  return {
    church,
    stranger: { ...somebody, ministryId, announcementId: await withdrawn(church, ministryId), ...event },
    ownOf: (actor) => owns.get(actor) ?? [],
    async speaker(actor, row) {
      const token = row.endsSession && isRole(actor) ? (await church.person(actor)).token : (tokens.get(actor) ?? null)
      const host = asksInLobby(actor, row) ? 'api.localhost' : `${church.church.subdomain}.localhost`
      return new Api({ port: world.port, host, token })
    },
  }
}

const isRole = (actor: Actor): actor is SystemRole => systemRoles.some((role) => role === actor)

/** Super-admins belong to no church; who belongs to one tries the operations of super-admins where they are. */
const asksInLobby = (actor: Actor, { who }: MatrixRow): boolean =>
  who === 'superAdmin' || ((who === 'platform' || who === 'anywhere') && ['anonymous', 'super-admin'].includes(actor))

/** Over already, so that nobody is told of it, and a room that was given up again. */
async function eventOf(church: ChurchWorld, ministryId: string): Promise<OfEvent> {
  const event = await church.event({ ministryId, visibility: 'MEMBERS', startsAt: '2001-01-01T00:00:00Z' })
  const bookingId = await plantBooking(church, event, { cancelledAt: event.startsAt })
  return { eventId: event.id, bookingId, registrationId: await cancelledRegistration(church, event) }
}

/** Written as it stands: nobody registers for what is over. */
async function cancelledRegistration(church: ChurchWorld, event: Event): Promise<string> {
  const { id: memberId } = await church.member()
  const id = crypto.randomUUID()
  const ended = { status: 'CANCELLED', cancelled_at: event.startsAt, registered_by: memberId } as const
  const place = { event_id: event.id, occurrence_at: event.startsAt, queue_no: '1', check_in_code: newCode(12) }
  await church.write((db) =>
    db
      .insertInto('event_registration')
      .values({ id, member_id: memberId, ...place, ...ended })
      .execute(),
  )
  return id
}

type OfEvent = Pick<Target, 'eventId' | 'bookingId' | 'registrationId'>
type OfPerson = Omit<Target, 'ministryId' | 'announcementId' | keyof OfEvent>

async function plantTarget(church: ChurchWorld, person: Person, unread: number): Promise<OfPerson> {
  const { userId, memberId } = person
  const told = await Promise.all(Array.from({ length: unread }, () => plantNotification(church, { to: [userId] })))
  const sessionId = await anotherSession(person)
  const { id: dismissedId } = await plantNotification(church, { to: [userId] })
  const mark = { user_id: userId, notification_id: dismissedId, dismissed_at: systemClock.now() }
  await church.write((db) => db.insertInto('notification_mark').values(mark).execute())
  const start = cursorAt(church.church, '0')
  const notificationId = told[0]?.id ?? ''
  return { userId, memberId: memberId ?? userId, notificationId, dismissedId, unread, start, sessionId }
}

const withdrawn = (church: ChurchWorld, ministryId: string): Promise<string> =>
  plantAnnouncement(church, 'Over', { status: 'WITHDRAWN', ministryId })

/** Signs somebody in once more; resolves to the session. */
async function anotherSession({ api, email }: Person): Promise<string> {
  await api.sendText(
    `mutation { signIn(input: { email: "${email}", password: "${testPassword}" }) { errors { code } } }`,
  )
  const { data } = await api.sendText('{ viewer { sessions { id current } } }')
  const viewer = data?.['viewer'] as { sessions: readonly { id: string; current: boolean }[] } | undefined
  return viewer?.sessions.find(({ current }) => !current)?.id ?? ''
}

/** Every right that a key can be given. */
const everyScope = (): readonly string[] =>
  grantsOf('ADMIN')
    .map((line) => line.split(' '))
    .filter(([resource = '']) => !keptFromKeys.includes(resource))
    .map(([resource, action = '']) => `${resource}.${action.toLowerCase()}`)

async function newKey({ api }: Person, scopes: readonly string[]): Promise<string> {
  const { data } = await api.sendText(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key errors { code } } }',
    { input: { name: 'Matrix', scopes, expiresAt: addSeconds(systemClock.now(), 3600) } },
  )
  const made = data?.['createApiKey'] as { key: string | null } | undefined
  if (!made?.key) throw new Error(`No key: ${JSON.stringify(data)}`)
  return made.key
}
