import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql'
import { endCtx } from './context.js'
import type { SocketEntry } from './enter-by-socket.js'

/**
 * Subscribes, and answers every delivery in a ctx of its own: rights are at most 30 seconds old, and no connection is
 * held between two deliveries. The answer is a result with errors when the subscription is refused.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  entry: SocketEntry,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const ctx = await entry.freshCtx()
  try {
    const source = await createSourceEventStream({ ...args, contextValue: ctx })
    if (!(Symbol.asyncIterator in source)) return source
    return answerEach(source[Symbol.asyncIterator](), async (delivery) => {
      const fresh = await entry.freshCtx()
      try {
        return await execute({ ...args, rootValue: delivery, contextValue: fresh })
      } finally {
        await endCtx(fresh)
      }
    })
  } finally {
    await endCtx(ctx)
  }
}

/** An iterator of answers whose `return` reaches the source at once; a generator would hold it back until the next item. */
function answerEach(
  source: AsyncIterator<unknown>,
  answer: (delivery: unknown) => Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    await source.return?.()
    return { done: true, value: undefined }
  }
  const answers: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      const delivery = await source.next()
      if (delivery.done) return { done: true, value: undefined }
      try {
        return { done: false, value: await answer(delivery.value) }
      } catch (error) {
        await end()
        throw error
      }
    },
    return: end,
    [Symbol.asyncIterator]: () => answers,
  }
  return answers
}
