/**
 * What `change` makes of each item, leaving out those that it makes null of. `ended` is called when the items are over.
 * Its `return` reaches the source at once, and a throw of `change` ends it; a generator would hold `return` back.
 */
export function mapItems<Item, Out extends object>(
  source: AsyncIterableIterator<Item, undefined, undefined>,
  change: (item: Item) => Promise<Out | null>,
  ended: () => void,
): AsyncIterableIterator<Out, undefined, undefined> {
  const end = async (): Promise<IteratorResult<Out, undefined>> => {
    ended()
    await source.return?.()
    return { done: true, value: undefined }
  }
  const changed: AsyncIterableIterator<Out, undefined, undefined> = {
    async next() {
      try {
        for (;;) {
          const result = await source.next()
          if (result.done) return await end()
          const value = await change(result.value)
          if (value) return { done: false, value }
        }
      } catch (error) {
        await end()
        throw error
      }
    },
    return: end,
    [Symbol.asyncIterator]: () => changed,
  }
  return changed
}
