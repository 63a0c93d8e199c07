import type { Instant } from './instant.js'

/** Where a browser keeps a refresh token, out of reach of every script. */
export interface RefreshCookie {
  /** Throws FORBIDDEN when the page that asks is none of this church's. */
  assertOwnPage(): Promise<void>
  /** Has the browser keep `token` until then. */
  keep(token: string, until: Instant): void
  /** Has the browser forget what it keeps. */
  forget(): void
}
