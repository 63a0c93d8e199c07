import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { endCtx } from './context.js'
import type { SocketEntry } from './enter-by-socket.js'

/** The most tokens a subscription's text may have. */
const maxLexicalTokens = 2000

/** What a client asked for over its socket, ready to be subscribed to; or everything wrong with it. */
export function readSubscription(
  schema: GraphQLSchema,
  payload: SubscribePayload,
): Omit<ExecutionArgs, 'contextValue'> | readonly GraphQLError[] {
  try {
    const document = parse(payload.query, { maxLexicalTokens })
    const faults = validate(schema, document, undefined, { maxErrors: 20 })
    if (faults.length > 0) return faults.map((fault) => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'))
    const operation = getOperationAST(document, payload.operationName)
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [withCode(new GraphQLError('Only subscriptions run over a socket: send the rest by POST.'), 'BAD_REQUEST')]
    }
    const { variables: variableValues, operationName } = payload
    return { schema, document, variableValues: variableValues ?? {}, operationName: operationName ?? null }
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')]
    throw error
  }
}

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code, ...error.extensions },
  })

/**
 * Subscribes, and answers every delivery in a ctx of its own: rights are at most 30 seconds old, and no connection is
 * held between two deliveries. The answer is a result with errors when the subscription is refused.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  entry: SocketEntry,
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const ctx = await entry.rights.freshCtx()
  try {
    const source = await createSourceEventStream({ ...args, contextValue: ctx })
    if (!(Symbol.asyncIterator in source)) return source
    return answerEach(source[Symbol.asyncIterator](), async (delivery) => {
      const fresh = await entry.rights.freshCtx()
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
