import type { Instant } from '../instant.js'
import type { Json } from '../json.js'

/** Work to be done after the commit, and never without it. */
export interface Job {
  /** Which task does it; kebab-case. */
  readonly task: string
  /** What it is about: ids, never a secret, and nothing that can be read when it runs. */
  readonly data: Json
  /** Two waiting jobs of a church, of one task and with one key are one: the later replaces the earlier. */
  readonly key?: string
  /** Not before this moment; at once unless given. The database's clock decides: the task asks `ctx.clock` again. */
  readonly runAt?: Instant
}

/** Enqueues a job of this church; see `Ctx.enqueue`. */
export type Enqueue = (job: Job) => void
