import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { type Instant, isBefore } from '../platform/instant.js'
import { compareSeq } from '../platform/live/live-message.js'
import type { Sink } from '../platform/live/sink.js'
import { findReader, type FoundReader } from './find-reader.js'
import { wordsOf } from './reader.js'
import { type UnreadCount, unreadLimit, unreadNow } from './unread.queries.js'

/** A sink that hears what its viewer may hear at each moment. */
export interface Followed {
  readonly sink: Sink
  /** Who the viewer is, as last heard. */
  readonly reader: FoundReader
  /** How many are unread after the viewer was told `sequence`, which ends at `expiresAt`; asks the database nothing. */
  countTold(sequence: string, expiresAt: Instant | null): number
  /** Whether something that was counted has ended by itself since: then it is to be counted anew. */
  isOutdated(now: Instant): boolean
  /** How many are unread, read anew: after messages were left out. */
  countAnew(): Promise<number>
  /** Follows no more. Repeating it does nothing. */
  unwatch(): void
}

type Slice = Needs<'live' | 'afresh' | 'whenRightsChange'>

/** What follows is kept as long as the socket is open; the ctx of the request, with all that it holds, is not. */
type Kept = Pick<Slice, 'live' | 'afresh'>

interface State {
  readonly reader: FoundReader
  readonly unread: UnreadCount
}

/**
 * Opens a sink and follows its viewer: roles, ministries, household, preferences and what was read elsewhere are heard as
 * they change. What is unread is read once, and counted on by what is delivered.
 */
export async function followViewer(ctx: Slice, userId: string): Promise<Followed> {
  const { live, afresh } = ctx
  // Watched before it is read: a change in between is followed as soon as there is a sink.
  const changes = watchChanges(ctx)
  try {
    const state = await readState({ afresh })
    const sink = await live.listen({ church: ctx.church.placeKey, userId, audiences: wordsOf(state.reader) })
    const followed = new FollowedViewer({ live, afresh }, sink, state)
    followed.unwatch = changes.forget
    changes.tell(() => followed.hearAnew())
    return followed
  } catch (error) {
    changes.forget()
    throw error
  }
}

/** Hears of changes before there is anybody to tell: the first who is, is told at once if there was one. */
function watchChanges(ctx: Pick<Slice, 'whenRightsChange'>) {
  let listener: (() => void) | null = null
  let hasChanged = false
  const forget = ctx.whenRightsChange(() => {
    hasChanged = true
    listener?.()
  })
  return {
    forget,
    tell(told: () => void): void {
      listener = told
      if (hasChanged) told()
    },
  }
}

class FollowedViewer implements Followed {
  readonly sink: Sink
  unwatch: () => void = () => undefined
  readonly #kept: Kept
  #state: State
  /** The reading that is under way; those after it wait for it. */
  #turn: Promise<void> | null = null

  constructor(kept: Kept, sink: Sink, state: State) {
    this.#kept = kept
    this.sink = sink
    this.#state = state
  }

  get reader(): FoundReader {
    return this.#state.reader
  }

  /** Each number counts once, whether the count that was read had it already or not. */
  countTold(sequence: string, expiresAt: Instant | null): number {
    const { reader, unread } = this.#state
    if (compareSeq(sequence, unread.asOf) > 0) {
      const count = Math.min(unread.count + 1, unreadLimit)
      this.#state = { reader, unread: { count, asOf: sequence, until: firstOf(unread.until, expiresAt) } }
    }
    return this.#state.unread.count
  }

  isOutdated(now: Instant): boolean {
    const { until } = this.#state.unread
    return until !== null && !isBefore(now, until)
  }

  async countAnew(): Promise<number> {
    await this.#readAnew()
    return this.#state.unread.count
  }

  /** Lets the sink hear what its viewer may hear by now; ends it when that cannot be found out. One after the other. */
  hearAnew(): void {
    const turn = (this.#turn ?? Promise.resolve()).then(() => this.#hear())
    this.#turn = turn
    // Nothing is kept of it once it is over, for all the time that nothing changes.
    void turn.finally(() => {
      if (this.#turn === turn) this.#turn = null
    })
  }

  async #hear(): Promise<void> {
    try {
      await this.#readAnew()
      this.#kept.live.changeAudiences(this.sink, wordsOf(this.reader))
    } catch (error) {
      // Who may not stay at all loses the socket. Else the client sees its subscription end, and subscribes again.
      if (!(error instanceof Blocked)) await this.sink.return()
    }
  }

  /**
   * A count is of one moment, and may be read while something newer is delivered: then it is read again, and believed at
   * the third time, for what was told may be gone from the table for good.
   */
  async #readAnew(tries = 3): Promise<void> {
    const { reader, unread } = await readState(this.#kept)
    const isOlder = compareSeq(unread.asOf, this.#state.unread.asOf) < 0
    this.#state = { reader, unread: tries > 1 && isOlder ? this.#state.unread : unread }
    if (tries > 1 && isOlder) await this.#readAnew(tries - 1)
  }
}

const firstOf = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && isBefore(b, a)) ? b : a

const readState = (ctx: Pick<Kept, 'afresh'>): Promise<State> =>
  ctx.afresh(async (fresh) => {
    const reader = await findReader(fresh)
    return { reader, unread: await unreadNow(fresh.db, reader) }
  })
