import { createSourceEventStream, execute, type ExecutionResult } from 'graphql'
import { Blocked } from '../platform/blocked.js'
import type { CompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import type { SocketEntry } from './enter-by-socket.js'
import type { Subscription } from './read-subscription.js'
import { endCtx } from './somewhere.js'

/** Who subscribes, and how to send them away. */
export interface Subscriber {
  readonly entry: SocketEntry
  /** Closes the socket of somebody who may not stay. */
  readonly close: (blocked: Blocked) => void
  /** What runs deliveries where it is compiled. */
  readonly compiled: CompiledOperations
}

/**
 * Subscribes, and answers every delivery in a ctx of its own: rights are at most 30 seconds old, and no connection is
 * held between two deliveries. Who may not stay by then loses the socket, as at the door. The answer is a result with
 * errors when the subscription is refused.
 */
export async function subscribeAfresh(
  args: Subscription,
  { entry, close, compiled }: Subscriber,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const ctx = await entry.rights.freshCtx()
  try {
    const source = await createSourceEventStream({ ...args, contextValue: ctx })
    if (!(Symbol.asyncIterator in source)) return source
    const { document, operation, variables } = args
    const answer = async (delivery: unknown): Promise<ExecutionResult> => {
      const fresh = await entry.rights.freshCtx()
      const run = variables && compiled.find({ document, operation, variables, isTrusted: false })
      try {
        if (run) return await run(fresh, variables, delivery)
        return await execute({ ...args, rootValue: delivery, contextValue: fresh })
      } finally {
        await endCtx(fresh)
      }
    }
    return answerEach({ source: source[Symbol.asyncIterator](), answer, close })
  } finally {
    await endCtx(ctx)
  }
}

interface Answering extends Pick<Subscriber, 'close'> {
  readonly source: AsyncIterator<unknown>
  readonly answer: (delivery: unknown) => Promise<ExecutionResult>
}

/**
 * An iterator of answers, over when the source or an answer says that its viewer may not stay. Its `return` reaches the
 * source at once; a generator would hold it back until the next item.
 */
function answerEach({ source, answer, close }: Answering): AsyncIterableIterator<ExecutionResult> {
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    await source.return?.()
    return { done: true, value: undefined }
  }
  const answers: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      try {
        const delivery = await source.next()
        return delivery.done ? { done: true, value: undefined } : { done: false, value: await answer(delivery.value) }
      } catch (error) {
        // Before the end, which the client would be told of as if nothing had happened.
        if (error instanceof Blocked) close(error)
        const ended = await end()
        if (error instanceof Blocked) return ended
        throw error
      }
    },
    return: end,
    [Symbol.asyncIterator]: () => answers,
  }
  return answers
}
