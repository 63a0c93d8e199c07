import { expect } from 'vitest'
import { linkUser } from '../members/linked-accounts.repository.js'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld, Person } from './church-world.js'
import { proveAddress } from './prove-address.js'
import type { World } from './world.js'

/** Who can hear of something: each holds one role; the leader and the singer belong to one ministry. */
export const listeners = ['admin', 'colleague', 'secretary', 'leader', 'singer', 'member', 'other'] as const

/** One of `listeners`. */
export type ListenerName = (typeof listeners)[number]

/** A church with somebody for each kind of audience; the admin does what is told of unless said otherwise. */
export interface TriggerStage extends Readonly<Record<ListenerName, Person>> {
  readonly church: ChurchWorld
  /** The ministry of the leader and the singer, called "Choir". */
  readonly choir: string
  /** Asks for a mutation as somebody; `createEvent.event` resolves to the id of the event. Throws when it is refused. */
  readonly act: (by: Person, operation: string, input: string) => Promise<string>
  /** An event called "Harvest" in this many hours. */
  readonly event: (hours: number, more?: string) => Promise<string>
  readonly inHours: (hours: number) => string
  readonly roleId: (key: 'PASTOR' | 'LEADER' | 'ADMIN' | 'SECRETARY') => Promise<string>
}

/** Sets one. */
export async function setTriggerStage(world: Pick<World, 'church' | 'app' | 'database'>): Promise<TriggerStage> {
  const church = await world.church({ timeZone: 'Africa/Accra' })
  const admin = await church.person('ADMIN')
  await proveAddress(world, admin)
  const colleague = await church.person('ADMIN')
  const secretary = await church.person('SECRETARY')
  const [leader, singer] = [await church.person('LEADER'), await church.person('MEMBER')]
  const [member, other] = [await church.person('MEMBER'), await church.person('MEMBER')]
  const choir = await church.ministry([leader.memberId ?? '', singer.memberId ?? ''])
  const { id: adminsMember } = await church.member()
  await church.write(async (db) => {
    await db.updateTable('ministry').set({ name: 'Choir' }).where('id', '=', choir).execute()
    await linkUser(db, adminsMember, admin.userId)
  })
  const inHours = (hours: number) => addSeconds(world.app.parts.clock.now(), hours * 3600)
  const event = (hours: number, more = '') =>
    act(
      admin,
      'createEvent.event',
      `title: "Harvest", location: "Chapel", startsAt: "${inHours(hours)}", endsAt: "${inHours(hours + 2)}" ${more}`,
    )
  return {
    ...{ church, admin, colleague, secretary, leader, singer, member, other, choir, act, event, inHours },
    roleId: (key) =>
      church.write(async (db) => {
        const row = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
        return row.id
      }),
  }
}

async function act(by: Person, asked: string, input: string): Promise<string> {
  const [operation = '', entity] = asked.split('.')
  const wanted = entity ? `${entity} { id }` : ''
  const { data, errors } = await by.api.sendText(
    `mutation { ${operation}(input: { ${input} }) { ${wanted} errors { code path } } }`,
  )
  expect(errors).toEqual([])
  const answer = data?.[operation] as { errors: unknown[] } & Record<string, { id: string } | null>
  expect(answer.errors).toEqual([])
  return entity ? (answer[entity]?.id ?? '') : ''
}

/** What is told of an act: where it leads, what its text is made from, and when it ends; never unless given. */
export interface Told {
  readonly path: string | null
  readonly params: object
  readonly expiresAt?: unknown
}

/** One line of the table of domain.md, 8.2. */
export interface Trigger {
  readonly type: string
  readonly category: string
  readonly priority?: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  readonly actionKind?: 'INFO' | 'ACTION_REQUIRED' | 'REMINDER' | 'ALERT'
  /** A word about this line where a type has several. */
  readonly when?: string
  readonly audience: 'CHURCH' | 'ROLE' | 'MINISTRY' | 'MEMBER' | 'USER'
  readonly heardBy: readonly ListenerName[]
  /** The beginning of the key that it is told once under; none unless given. */
  readonly dedupKey?: string
  readonly act: (stage: TriggerStage) => Promise<Told>
}

/** Everybody but the admin, who does it. */
export const everybodyElse = listeners.filter((name) => name !== 'admin')

/** Any moment of this century. */
export const aTime = expect.stringMatching(/^20\d\d-\d\d-\d\dT/) as string
