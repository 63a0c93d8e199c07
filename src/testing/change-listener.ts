import type { Api } from './api.js'

/** One delivery of `resourceChanged`. */
export interface ToldChange {
  readonly kind: string | null
  readonly id: string | null
  readonly operation: string | null
  readonly version: number | null
  readonly resync: boolean
}

/** The word to ask anew. */
export const resync: ToldChange = { kind: null, id: null, operation: null, version: null, resync: true }

/** Listens to changes; resolves with the first delivery, which is always a resync. */
export async function listenToChanges(api: Api, kinds: string) {
  const client = api.socket()
  const told: ToldChange[] = []
  const first = Promise.withResolvers<void>()
  client.subscribe<{ resourceChanged: ToldChange }>(
    { query: `subscription { resourceChanged(kinds: [${kinds}]) { kind id operation version resync } }` },
    {
      next({ data }) {
        if (data) told.push(data.resourceChanged)
        first.resolve()
      },
      error: first.reject,
      complete: () => first.resolve(),
    },
  )
  await first.promise
  return { told, close: () => client.dispose() }
}
