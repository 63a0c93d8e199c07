import type { AccessTokens } from './access-tokens.js'
import type { Audit } from './audit/audit-entry.js'
import type { Blocked } from './blocked.js'
import type { Clock } from './clock.js'
import type { ControlDesk, Db } from './db/handles.js'
import type { LongReading } from './db/long-reading.js'
import type { ChurchTables } from './db/tables.generated.js'
import type { Dns } from './dns.js'
import type { Feature } from './feature.js'
import type { FileLinks } from './files/file-links.js'
import type { FileStore } from './files/file-store.js'
import type { Enqueue } from './jobs/job.js'
import type { Limits } from './limits/limits.js'
import type { Throttle } from './limits/throttle.js'
import type { ChangeFeed } from './live/change-feed.js'
import type { Hub } from './live/hub.js'
import type { Loaders } from './loaders.js'
import type { Log } from './log.js'
import type { Announce, Deliver } from './outbox/announcement.js'
import type { Permission, Scope } from './permission.js'
import type { RefreshCookie } from './refresh-cookie.js'
import type { Seals } from './seals.js'
import type { Unit } from './unit.js'

/** Where we are: the church whose host, header or job this is. */
export interface ChurchHere {
  readonly id: string
  readonly subdomain: string
  readonly name: string
  readonly denomination: string
  readonly timeZone: string
  readonly currency: string
  /** How its office is reached; null where it has not said. */
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly website: string | null
  /** Raised by each change of what stands here. */
  readonly revision: number
  /** The features that are switched on. */
  readonly features: ReadonlySet<Feature>
  /** The opaque key that schema, role, channels and cache keys of this church are named after. */
  readonly placeKey: string
}

/** Who asks. */
export interface Viewer {
  readonly userId: string
  readonly email: string
  readonly name: string
  /** The language wanted, as BCP 47 tag; null or left out for the church's. */
  readonly locale?: string | null
  /** The family of refresh tokens that this access token came from. */
  readonly sessionId: string
  /** The viewer's own person on the church's roll; null when the account is linked to nobody. */
  readonly memberId: string | null
  /** Keys of the system roles held, or stood in for by a custom role. */
  readonly roles: readonly string[]
  /** The ids of all roles held. */
  readonly roleIds: readonly string[]
  /** The widest scope in which each right is held, `manage` spelt out into the others. */
  readonly grants: ReadonlyMap<Permission, Scope>
  /** The key of an integrator, when it is one that asks and no person: `userId` is its id too. Null for people. */
  readonly apiKeyId: string | null
}

/** Whose token was sent. Its signature is ours; whether the token still counts is another question. */
export interface Bearer {
  readonly userId: string
  /** The family of refresh tokens that the access token came from. */
  readonly sessionId: string
  /** The account's `auth_epoch` when the token was issued. */
  readonly epoch: number
}

/** Where the request comes from. */
export interface Origin {
  readonly requestId: string
  readonly ip: string | null
  readonly userAgent: string | null
  /** Host and port as the client wrote them; left out where nobody called over HTTP. */
  readonly host?: string
}

/** Everything a use case may touch: one per request, job run or delivery to a socket. */
export interface Ctx {
  readonly church: ChurchHere
  /** The handle on that church's tables, behind the gate. */
  readonly db: Db
  /**
   * Opens a snapshot of those tables for what takes long, such as a file that leaves; null when this process has too many
   * of them already. Whoever opens one ends it.
   */
  readonly longReading: () => Promise<LongReading<ChurchTables> | null>
  /** Accounts, which live outside the church's schema. */
  readonly control: ControlDesk
  /** The address of a page of this church, for mails; `path` without a slash in front. */
  readonly page: (path: string) => string
  /** Null when nobody is signed in; a use case asks `requireViewer` (access). */
  readonly viewer: Viewer | null
  /** Why a token that was sent does not count; null when none was sent or it counts. */
  readonly refusedToken: Blocked | null
  /** Whose token was sent, even one that is over or counts no more; null when none was sent, or none of ours. */
  readonly bearer: Bearer | null
  readonly origin: Origin
  /** Where the browser that asks keeps its refresh token; null where no browser waits for headers, as on a socket. */
  readonly refreshCookie: RefreshCookie | null
  /** Keeps files, below the key of the church's place. */
  readonly files: FileStore
  /** Signs links to them. */
  readonly fileLinks: FileLinks
  /** Encrypts single values for their columns. */
  readonly seals: Seals
  /** Signs and verifies access tokens. */
  readonly tokens: AccessTokens
  /** Throws THROTTLED when something was done too often; `by` says who is counted. */
  readonly throttle: Throttle
  /** Counters for what is more than a throttle. */
  readonly limits: Limits
  readonly clock: Clock
  readonly log: Log
  /** What the world's name servers say. */
  readonly dns: Dns
  /** What the platform's own hosts stand under: churches are at `<subdomain>.<baseDomain>`. */
  readonly baseDomain: string
  readonly loaders: Loaders
  /** Tells newer domains what happened; they answer in the same transaction. Throws outside one. */
  readonly announce: Announce
  /**
   * Tells the audit log what is changed; kept with the change. Throws outside a transaction, and a transaction throws that
   * is about to commit without having told anything.
   */
  readonly audit: Audit
  /** Hands a message to the outbox: it leaves after the commit, and never without it. Throws outside a transaction. */
  readonly deliver: Deliver
  /** Has a job done after the commit, and never without it. Throws outside a transaction. */
  readonly enqueue: Enqueue
  /**
   * Runs `work` in a ctx of its own, with the rights held at that moment and a connection that is given back at the end:
   * for what outlives a request, such as a subscription between two deliveries. Throws when the token counts no more.
   */
  readonly afresh: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>
  /** The church as it is at this moment: for what outlives a request. Throws when it may not be entered any more. */
  readonly churchNow: () => Promise<ChurchHere>
  /**
   * Calls `listener` whenever the viewer's roles, person or groups may have changed, until what it returns is called. A
   * ctx of a request lasts too short to hear anything.
   */
  readonly whenRightsChange: (listener: () => void) => () => void
  /** The viewer with the rights of this moment: for what outlives a request. Throws when the token counts no more. */
  readonly viewerNow: () => Promise<Viewer | null>
  /** Where live messages of this process arrive. */
  readonly live: Hub
  /** Where this process hears what was changed. */
  readonly changes: ChangeFeed
  /** How `inTransaction` reaches the connection; nothing else looks inside. */
  readonly unit: Unit
}

type Always =
  | ('church' | 'db' | 'clock' | 'log' | 'loaders' | 'unit')
  | ('announce' | 'audit' | 'deliver' | 'enqueue')
  // Whoever writes is named, and where from.
  | ('viewer' | 'origin')

/** A use case's slice of ctx: what it touches beside the things that all work needs. */
export type Needs<Key extends keyof Ctx> = Pick<Ctx, Key | Always>
