import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import type { Ctx } from '../platform/context.js'
import type { Variables } from '../platform/graphql/compiled/settle-switches.js'
import { refuseLongText } from '../platform/graphql/limits/limit-shape.js'
import type { SocketEntry } from './enter-by-socket.js'
import { chargeNonsense, judgeOperation } from './judge-operation.js'
import type { Parts } from './parts.js'
import type { ReadDocuments } from './read-documents.js'
import { endCtx } from './somewhere.js'
import { documentIdOf } from './trusted-documents.js'

/** A subscription that was judged. */
export interface Subscription extends Omit<ExecutionArgs, 'contextValue'> {
  readonly operation: OperationDefinitionNode
  /** Its variables as resolvers see them; null when they cannot be read, which subscribing will tell. */
  readonly variables: Variables | null
}

/** What subscriptions are read with. */
export interface Reading {
  readonly schema: GraphQLSchema
  readonly parts: Parts
  readonly readDocument: ReadDocuments
}

/**
 * What a client asked for over its socket, ready to be subscribed to; or everything wrong with it. Nothing of Apollo runs
 * here, so all that guards HTTP is asked again: trusted documents, text, tokens, shape, cost and budget.
 */
export async function readSubscription(
  reading: Reading,
  entry: SocketEntry,
  payload: SubscribePayload,
): Promise<Subscription | readonly GraphQLError[]> {
  try {
    const ctx = await entry.rights.freshCtx()
    try {
      return await read(reading, ctx, payload)
    } finally {
      await endCtx(ctx)
    }
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')]
    return [new GraphQLError('The subscription could not be read.', { originalError: asError(error) })]
  }
}

async function read(
  { schema, parts, readDocument }: Reading,
  ctx: Ctx,
  payload: SubscribePayload,
): Promise<Subscription | readonly GraphQLError[]> {
  const documentId = documentIdOf({ extensions: payload.extensions })
  const text = String(parts.documents.textOf({ query: payload.query, documentId }, ctx.viewer))
  refuseLongText(text)
  const outcome = readDocument(text)
  if ('faults' in outcome) {
    await chargeNonsense(parts, ctx)
    return outcome.faults.map((fault) => withCode(fault, 'GRAPHQL_VALIDATION_FAILED'))
  }
  const { document } = outcome
  const operation = getOperationAST(document, payload.operationName)
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    return [withCode(new GraphQLError('Only subscriptions run over a socket: send the rest by POST.'), 'BAD_REQUEST')]
  }
  const { variables: variableValues = {}, operationName = null } = payload
  const asked = { schema, document, operation, variables: variableValues ?? {} }
  const variables = await judgeOperation(parts, ctx, asked)
  return { schema, document, operation, variables, variableValues: asked.variables, operationName }
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

const withCode = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error.originalError ?? null,
    extensions: { code, ...error.extensions },
  })
