import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql'
import { Blocked } from '../platform/blocked.js'
import { endCtx } from './context.js'
import type { SocketEntry } from './enter-by-socket.js'

/** Who subscribes, and how to send them away. */
export interface Subscriber {
  readonly entry: SocketEntry
  /** Closes the socket of somebody who may not stay. */
  readonly close: (blocked: Blocked) => void
}

/**
 * Subscribes, and answers every delivery in a ctx of its own: rights are at most 30 seconds old, and no connection is
 * held between two deliveries. Who may not stay by then loses the socket, as at the door. The answer is a result with errors when the subscription is refused.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  { entry, close }: Subscriber,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const ctx = await entry.rights.freshCtx()
  try {
    const source = await createSourceEventStream({ ...args, contextValue: ctx })
    if (!(Symbol.asyncIterator in source)) return source
    return answerEach(source[Symbol.asyncIterator](), async (delivery) => {
      const fresh = await entry.rights.freshCtx().catch((error: unknown) => {
        if (!(error instanceof Blocked)) throw error
        close(error)
        return null
      })
      if (!fresh) return null
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

/** An iterator of answers, over with the first null, whose `return` reaches the source at once; a generator would hold it back until the next item. */
function answerEach(
  source: AsyncIterator<unknown>,
  answer: (delivery: unknown) => Promise<ExecutionResult | null>,
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
        const value = await answer(delivery.value)
        return value ? { done: false, value } : await end()
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
