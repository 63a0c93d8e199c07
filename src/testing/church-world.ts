import { giveRole, type SystemRole } from '../access/index.js'
import type { App } from '../app/build-app.js'
import { openCtx } from '../app/context.js'
import { readToken } from '../app/read-token.js'
import { endCtx } from '../app/somewhere.js'
import type { Church } from '../churches/index.js'
import { type CreateEvent, createEvent } from '../events/create-event.js'
import type { Event } from '../events/index.js'
import { addRefreshToken, addUser, hashPassword, openSession } from '../identity/index.js'
import { createMember, type CreateMember } from '../members/create-member.js'
import type { Member } from '../members/index.js'
import { linkUser } from '../members/linked-accounts.repository.js'
import { addMinistries, addMinistryMembers } from '../ministries/index.js'
import type { Ctx } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import { isRefusal } from '../platform/refusal.js'
import { Api } from './api.js'

/** The password of every account a test makes. */
export const testPassword = 'correct horse battery'

// Hashing is the slow part of making an account; the password is the same for all.
const passwordHash = hashPassword(testPassword)

/** An account of a test's church. */
export interface Person {
  readonly userId: string
  readonly email: string
  /** The person on the roll; null for accounts without one. */
  readonly memberId: string | null
  /** An access token of theirs. */
  readonly token: string
  /** The refresh token of the same session. */
  readonly refreshToken: string
  /** Speaks to the server as them, over HTTP and sockets. */
  readonly api: Api
}

/** One church in a test, and its people. What a test does not mention is filled in. */
export class ChurchWorld {
  readonly church: Church
  readonly port: number
  readonly #app: App
  #staff: Promise<Person> | null = null

  constructor({ app, port, church }: { readonly app: App; readonly port: number; readonly church: Church }) {
    this.#app = app
    this.port = port
    this.church = church
  }

  /** Speaks to the server without having signed in. */
  get stranger(): Api {
    return new Api({ port: this.port, host: `${this.church.subdomain}.localhost`, token: null })
  }

  /** Somebody with an account and this role; `onRoll: false` for an account without a person. */
  async person(role: SystemRole | null, options: { readonly onRoll?: boolean } = {}): Promise<Person> {
    const { clock, gate, tokens } = this.#app.parts
    const userId = newId(clock)
    const email = `${userId}@people.example`
    const user = { id: userId, churchId: this.church.id, email, name: `${role ?? 'Nobody'} of a test` }
    const origin = { requestId: newId(clock), ip: null, userAgent: null }
    const owner = { userId, churchId: this.church.id, epoch: 1 }
    const { session, row } = await openSession({ tokens, clock, origin }, owner)
    const account = { ...user, passwordHash: await passwordHash }
    await gate.control(this.church.id).write(async (db) => {
      await addUser(db, account)
      await addRefreshToken(db, row, clock.now())
    })
    if (role) {
      await this.write((db) => giveRole(db, clock, { userId, role }))
    }

    const memberId = role && options.onRoll !== false && role !== 'ADMIN' ? (await this.member()).id : null
    if (memberId) await this.write((db) => linkUser(db, memberId, userId))

    const { accessToken: token, refreshToken } = session
    const api = new Api({ port: this.port, host: `${this.church.subdomain}.localhost`, token })
    return { userId, email, memberId, token, refreshToken, api }
  }

  /** Runs `work` as a use case of `person` would run, in a ctx that ends with it. */
  async as<T>(person: Person, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    const ctx = await this.#open(person)
    try {
      return await work(ctx)
    } finally {
      await endCtx(ctx)
    }
  }

  /**
   * Lets ten racers do `work` at once, each as a use case of `person` on a connection that is open already: cold ones
   * start one after the other, and a race over a missing lock is rarely lost.
   */
  async race<T>(person: Person, work: (ctx: Ctx, racer: number) => Promise<T>): Promise<readonly T[]> {
    const racers = await Promise.all(Array.from({ length: 10 }, () => this.#open(person)))
    try {
      return await Promise.all(racers.map(work))
    } finally {
      await Promise.all(racers.map(endCtx))
    }
  }

  async #open(person: Person): Promise<Ctx> {
    const { parts } = this.#app
    const token = await readToken(parts.tokens, person.token, this.church)
    const origin = { requestId: newId(parts.clock), ip: null, userAgent: null }
    return openCtx(parts, { church: this.church, token, origin })
  }

  /** A person on the roll. */
  async member(profile: Partial<CreateMember> = {}): Promise<Member> {
    const described = { firstName: 'Ama', lastName: 'Mensah', ...profile }
    return this.as(await this.#administrator(), async (ctx) => done(await createMember(ctx, described)))
  }

  /** An event tomorrow, of two hours. */
  async event(described: Partial<CreateEvent> = {}): Promise<Event> {
    return this.as(await this.#administrator(), (ctx) => this.createEventIn(ctx, described))
  }

  /** The same, in a ctx of the test's own. */
  async createEventIn(ctx: Ctx, described: Partial<CreateEvent>): Promise<Event> {
    const startsAt = described.startsAt ?? addSeconds(ctx.clock.now(), 24 * 3600)
    const whole = { title: 'Morning service', startsAt, endsAt: addSeconds(startsAt, 7200), ...described }
    return done(await createEvent(ctx, whole))
  }

  /** A ministry with these members, the first of them its leader; resolves to its id. */
  async ministry(memberIds: readonly string[] = []): Promise<string> {
    const { clock } = this.#app.parts
    const id = newId(clock)
    const ministry = { id, name: `Ministry ${id}`, category: 'OTHER' as const }
    const joined = { ministryId: id, joinedAt: clock.now() }
    await this.write(async (db) => {
      await addMinistries(db, [{ ...ministry, description: null, meetingSchedule: null, location: null }])
      const roleAt = (index: number) => (index === 0 ? 'LEADER' : 'MEMBER')
      await addMinistryMembers(
        db,
        clock,
        memberIds.map((memberId, index) => ({ ...joined, memberId, role: roleAt(index) })),
      )
    })
    return id
  }

  /** Runs `work` on the church's tables as its own role, in a transaction: for planting what no use case makes yet. */
  write<T>(work: (db: Ctx['db']) => Promise<T>): Promise<T> {
    const session = this.#app.parts.gate.church({ cell: this.church.cell, key: this.church.placeKey })
    return session.transaction(work, () => true)
  }

  /** Moves an account to another status, as another process would. */
  async setStatus(userId: string, status: 'ACTIVE' | 'DISABLED'): Promise<void> {
    const control = this.#app.parts.gate.control(this.church.id)
    await control.write((db) => db.updateTable('user_account').set({ status }).where('id', '=', userId).execute())
  }

  #administrator(): Promise<Person> {
    return (this.#staff ??= this.person('ADMIN', { onRoll: false }))
  }
}

/** The outcome of a use case that a test counts on. Throws the reasons when it was refused. */
export function done<Outcome>(outcome: Outcome): Exclude<Outcome, { readonly errors: readonly unknown[] }> {
  if (isRefusal(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome.errors)}`)
  // Refusals are gone; TypeScript cannot subtract them from a generic outcome.
  return outcome as Exclude<Outcome, { readonly errors: readonly unknown[] }>
}
