import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { compareSeq } from '../platform/live/live-message.js'
import type { Sink } from '../platform/live/sink.js'
import { findReader, type FoundReader } from './find-reader.js'
import { wordsOf } from './reader.js'
import { type UnreadCount, unreadLimit, unreadNow } from './unread.queries.js'

/** A sink that hears what its viewer may hear at each moment. */
export interface Followed {
  readonly sink: Sink
  /** Who the viewer is, as last heard. */
  readonly reader: () => FoundReader
  /** How many are unread after the viewer was told `sequence`; asks the database nothing. */
  readonly countTold: (sequence: string) => number
  /** How many are unread, read anew: after messages were left out. */
  readonly countAnew: () => Promise<number>
  /** Follows no more. Repeating it does nothing. */
  readonly unwatch: () => void
}

type Slice = Needs<'live' | 'afresh' | 'whenRightsChange'>

interface State {
  reader: FoundReader
  unread: UnreadCount
}

/**
 * Opens a sink and follows its viewer: roles, ministries, household, preferences and what was read elsewhere are heard as
 * they change. What is unread is read once, and counted on by what is delivered.
 */
export async function followViewer(ctx: Slice, userId: string): Promise<Followed> {
  // What follows is kept as long as the socket is open; the ctx of the request, with all that it holds, is not.
  const { live, afresh } = ctx
  const kept = { live, afresh }
  const opened = Promise.withResolvers<{ readonly state: State; readonly sink: Sink }>()
  // Watched before it is read: a change in between is followed as soon as there is a sink. One after the other.
  let turn: Promise<unknown> = opened.promise
  const unwatch = ctx.whenRightsChange(() => {
    turn = turn.then(async () => hearAnew(kept, await opened.promise)).catch(() => undefined)
  })
  try {
    const state = await readState(kept)
    const sink = await live.listen({ church: ctx.church.placeKey, userId, audiences: wordsOf(state.reader) })
    opened.resolve({ state, sink })
    return {
      ...{ sink, unwatch },
      reader: () => state.reader,
      countTold: (sequence) => countTold(state, sequence),
      async countAnew() {
        await readInto(kept, state)
        return state.unread.count
      },
    }
  } catch (error) {
    unwatch()
    throw error
  }
}

type Kept = Pick<Slice, 'live' | 'afresh'>

const readState = (ctx: Pick<Kept, 'afresh'>): Promise<State> =>
  ctx.afresh(async (fresh) => {
    const reader = await findReader(fresh)
    return { reader, unread: await unreadNow(fresh.db, reader) }
  })

/**
 * A count is of one moment, and may be read while something newer is delivered: then it is read again, and believed at the
 * third time, for what was told may be gone from the table for good.
 */
async function readInto(ctx: Pick<Kept, 'afresh'>, state: State, tries = 3): Promise<void> {
  const { reader, unread } = await readState(ctx)
  state.reader = reader
  if (tries > 1 && compareSeq(unread.asOf, state.unread.asOf) < 0) return readInto(ctx, state, tries - 1)
  state.unread = unread
}

/** Each number counts once, whether the count that was read had it already or not. */
function countTold(state: State, sequence: string): number {
  const { count, asOf } = state.unread
  if (compareSeq(sequence, asOf) > 0) state.unread = { count: Math.min(count + 1, unreadLimit), asOf: sequence }
  return state.unread.count
}

/** Lets a sink hear what its viewer may hear by now; ends it when that cannot be found out. */
async function hearAnew(ctx: Kept, { state, sink }: { readonly state: State; readonly sink: Sink }): Promise<void> {
  try {
    await readInto(ctx, state)
    ctx.live.changeAudiences(sink, wordsOf(state.reader))
  } catch (error) {
    // Who may not stay at all loses the socket. Else the client sees its subscription end, and subscribes again.
    if (!(error instanceof Blocked)) await sink.return()
  }
}
