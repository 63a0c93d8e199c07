import { ministryIdsOf } from '../events/index.js'
import type { Change } from '../platform/audit/changes-of.js'
import type { Needs } from '../platform/context.js'
import type { SinkItem } from '../platform/live/sink.js'
import { kindOf, mayHear, type ResourceKind } from './resource-kinds.js'

/** What a screen is told: what was changed, or null when anything may have been. */
export interface HeardChange {
  readonly change: (Omit<Change, 'entity' | 'shownTo'> & { readonly kind: ResourceKind }) | null
}

type Slice = Needs<'changes' | 'churchNow' | 'viewerNow' | 'afresh' | 'whenRightsChange'>

/**
 * What is changed from now on of these kinds and may be read by the viewer at that moment, by the rights they hold then.
 * It begins with a null: whatever was read before may be older. Whoever takes the iterator must `return()` it.
 */
export async function listenToChanges(
  ctx: Slice,
  kinds: readonly ResourceKind[],
): Promise<AsyncIterableIterator<HeardChange, undefined, undefined>> {
  const { church, changes, churchNow, viewerNow } = ctx
  const sink = await changes.listen(church.placeKey)
  const ministries = rememberMinistries(ctx)
  const wanted = new Set(kinds)
  const shown = async (item: SinkItem<{ readonly changes: readonly Change[] | null }>): Promise<HeardChange[]> => {
    if (item.kind === 'resync') return [{ change: null }]
    const named = (item.message.changes ?? []).flatMap(({ entity, ...change }) => {
      const kind = kindOf(entity)
      return kind && wanted.has(kind) ? [{ kind, ...change }] : []
    })
    const heard: HeardChange[] = []
    for (const { shownTo = [], ...change } of named) {
      const [viewer, { features }] = await Promise.all([viewerNow(), churchNow()])
      const may = viewer !== null && mayHear(viewer, { ...change, shownTo, features })
      const isHeard = typeof may === 'boolean' ? may : await ministries.isAny(may)
      if (isHeard) heard.push({ change })
    }
    return heard
  }
  return flattening(sink, shown, () => ministries.forget())
}

/** The ministries that the viewer is in, asked for when it matters, and again when they may be others. */
function rememberMinistries({ afresh, whenRightsChange }: Pick<Slice, 'afresh' | 'whenRightsChange'>) {
  let known: Promise<readonly string[]> | null = null
  const forget = whenRightsChange(() => void (known = null))
  return {
    forget,
    async isAny(ids: readonly string[]): Promise<boolean> {
      known ??= afresh((fresh) => ministryIdsOf(fresh))
      const asked = known
      try {
        const own = await asked
        return ids.some((id) => own.includes(id))
      } catch (error) {
        if (known === asked) known = null
        throw error
      }
    },
  }
}

/** What becomes of each item, one by one. Its `return` reaches the source at once; a generator would hold it back. */
function flattening<Item, Heard>(
  source: AsyncIterableIterator<Item, undefined, undefined>,
  shown: (item: Item) => Promise<Heard[]>,
  left: () => void,
): AsyncIterableIterator<Heard, undefined, undefined> {
  const waiting: Heard[] = []
  const end = async (): Promise<IteratorResult<Heard, undefined>> => {
    left()
    await source.return?.()
    return { done: true, value: undefined }
  }
  const all: AsyncIterableIterator<Heard, undefined, undefined> = {
    async next() {
      try {
        while (waiting.length === 0) {
          const result = await source.next()
          if (result.done) return result
          waiting.push(...(await shown(result.value)))
        }
      } catch (error) {
        await end()
        throw error
      }
      // There is one: the loop ends with one.
      return { done: false, value: waiting.shift() as Heard }
    },
    return: end,
    [Symbol.asyncIterator]: () => all,
  }
  return all
}
