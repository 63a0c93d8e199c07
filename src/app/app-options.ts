import type { Express } from 'express'
import type { Clock } from '../platform/clock.js'
import type { Dns } from '../platform/dns.js'
import type { FileStore } from '../platform/files/file-store.js'
import type { Limits } from '../platform/limits/limits.js'
import type { Log } from '../platform/log.js'
import type { PubSub } from '../platform/redis/pub-sub.js'
import type { Seals } from '../platform/seals.js'
import type { Gate } from '../platform/tenancy/gate.js'
import type { WarmPool } from '../platform/tenancy/warm-pool.js'
import type { TrustedProxies } from './origin.js'
import type { Patience } from './slow-requests.js'
import type { TrustedDocuments } from './trusted-documents.js'

/** What an app is built from; it ends none of it. */
export interface AppOptions {
  readonly gate: Gate
  readonly pubSub: PubSub
  readonly pool: WarmPool
  readonly limits: Limits
  /** Whose `X-Forwarded-For` is believed; nobody's unless given. */
  readonly trustProxy?: TrustedProxies
  /** Any operation is trusted unless given. */
  readonly documents?: TrustedDocuments
  /** Whether throttles, budgets and the numbers of sockets hold; they do unless told otherwise. */
  readonly isRateLimited?: boolean
  /** How often an operation has to come before it is compiled: 3 unless given, null for never. */
  readonly compileAfter?: number | null
  /** How long slow clients are waited for. */
  readonly patience?: Patience
  /** PKCS #8 PEM of the key that signs access tokens. */
  readonly privateKey: string
  /** Of keys that signed before and still verify. */
  readonly previousKeys?: readonly string[]
  /** Encrypts single columns. */
  readonly seals: Seals
  /** Keeps files of churches. */
  readonly files: FileStore
  /** Where churches' pages are; `{church}` stands for the subdomain. At their own hosts unless given. */
  readonly pagesUrl?: string
  readonly baseDomain: string
  readonly isProduction: boolean
  /** Which of its server's processes this is, from 1 on; null when it is alone. */
  readonly workerNumber?: number | null
  /** The machine's name servers unless given. */
  readonly dns?: Dns
  readonly clock: Clock
  readonly log: Log
  readonly mountExplorer?: (app: Express) => void
}
