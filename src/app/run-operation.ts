import { type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server'
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'
import type { CompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import type { Variables } from '../platform/graphql/compiled/settle-switches.js'
import { chargeNonsense, judgeOperation } from './judge-operation.js'
import type { Parts } from './parts.js'
import type { ShortWay } from './short-way.js'
import type { Somewhere } from './somewhere.js'

/** What operations are run with. */
export interface RunOptions {
  readonly schema: GraphQLSchema
  readonly parts: Parts
  readonly compiled: CompiledOperations
  /** Where operations that need no more reading are remembered. */
  readonly way: ShortWay
  /** Turns the errors of a request into what its client is told. */
  readonly tell: (errors: readonly GraphQLError[], asked: Asked) => GraphQLFormattedError[]
}

/** The request that an error belongs to. */
export interface Asked {
  readonly document: DocumentNode | undefined
  readonly contextValue: Somewhere
}

type Request = GraphQLRequestContext<Somewhere>

/**
 * Judges each operation as it is about to run, for validation is skipped for documents that the server has seen; then runs
 * it compiled where it is, and leaves it to Apollo and graphql-js otherwise.
 */
export const judgeAndRun = (options: RunOptions): ApolloServerPlugin<Somewhere> => ({
  requestDidStart: async () => {
    let variables: Variables | null = null
    return {
      didEncounterErrors: async ({ operation, contextValue }) => {
        if (!operation) await chargeNonsense(options.parts, contextValue)
      },
      didResolveOperation: async ({ operation, document, request, contextValue }) => {
        if (!operation) return
        if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw subscribeBySocket(operation)
        const asked = { schema: options.schema, document, operation, variables: request.variables ?? {} }
        variables = await judgeOperation(options.parts, contextValue, asked)
      },
      responseForOperation: (request) => runCompiled(options, request, variables),
    }
  },
})

async function runCompiled(options: RunOptions, request: Request, variables: Variables | null) {
  const { document, operation, source, contextValue } = request
  if (!document || !operation || !variables) return null
  const isTrusted = source !== undefined && options.parts.documents.holds(source)
  const run = options.compiled.find({ document, operation, variables, isTrusted })
  if (!run) return null
  if (source !== undefined)
    options.way.remember({ source, name: request.request.operationName ?? null, document, operation })
  const { data = null, errors } = await run(contextValue, variables).catch(failed)
  const told = errors && options.tell(errors, { document, contextValue })
  return {
    http: { headers: new HeaderMap() },
    body: { kind: 'single' as const, singleResult: { data, ...(told && { errors: told }) } },
  }
}

/** What a resolver throws is among the errors; this is a defect of running. It is answered, not tried again: it may have written. */
export const failed = (error: unknown): ExecutionResult => ({
  errors: [
    new GraphQLError('The operation could not be run.', { originalError: error instanceof Error ? error : null }),
  ],
})

/** Over HTTP a subscription would have no source to read from. */
const subscribeBySocket = (operation: OperationDefinitionNode): GraphQLError =>
  new GraphQLError('Subscriptions run over a socket: connect to the same path by graphql-transport-ws.', {
    nodes: operation,
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  })
