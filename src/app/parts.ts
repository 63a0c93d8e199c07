import type { KeyUses } from '../api-keys/index.js'
import type { Catalogue } from '../churches/index.js'
import type { AccessTokens } from '../platform/access-tokens.js'
import type { Clock } from '../platform/clock.js'
import type { Dns } from '../platform/dns.js'
import type { FileLinks } from '../platform/files/file-links.js'
import type { FileStore } from '../platform/files/file-store.js'
import type { Limits } from '../platform/limits/limits.js'
import { type Throttle, throttleIn } from '../platform/limits/throttle.js'
import type { ChangeFeed } from '../platform/live/change-feed.js'
import type { Hub } from '../platform/live/hub.js'
import type { Log } from '../platform/log.js'
import type { Reaction } from '../platform/outbox/reaction.js'
import type { Relay } from '../platform/outbox/relay.js'
import type { Seals } from '../platform/seals.js'
import type { Gate } from '../platform/tenancy/gate.js'
import type { WarmPool } from '../platform/tenancy/warm-pool.js'
import type { FindViewerTogether } from './find-viewers-together.js'
import type { KnownViewers } from './known-viewers.js'
import type { OriginOf } from './origin.js'
import type { TrustedDocuments } from './trusted-documents.js'

/** What every ctx of a process shares. */
export interface Parts {
  readonly gate: Gate
  readonly catalogue: Catalogue
  readonly tokens: AccessTokens
  readonly seals: Seals
  readonly files: FileStore
  readonly fileLinks: FileLinks
  /** Where churches' pages are; `{church}` stands for the subdomain. */
  readonly pagesUrl: string
  readonly relay: Relay
  readonly live: Hub
  readonly changes: ChangeFeed
  /** Finds the viewers of sockets, many at once. */
  readonly findViewer: FindViewerTogether
  /** Remembers the viewers of requests. */
  readonly viewers: KnownViewers
  /** Notes when API keys are used. */
  readonly keyUses: KeyUses
  readonly pool: WarmPool
  readonly limits: Limits
  readonly originOf: OriginOf
  readonly documents: TrustedDocuments
  readonly isProduction: boolean
  /** Whether throttles, budgets and the numbers of sockets hold; what one operation may be always does. */
  readonly isRateLimited: boolean
  readonly reactions: readonly Reaction[]
  readonly clock: Clock
  readonly log: Log
  readonly dns: Dns
  readonly baseDomain: string
}

/** The throttle of a church, or of the lobby for null; none where nothing is limited. */
export const throttleOf = ({ isRateLimited, limits }: Parts, church: string | null): Throttle =>
  isRateLimited ? throttleIn(limits, church) : async () => undefined
