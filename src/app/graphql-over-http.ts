import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql'
import type { CompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import { limitShape, mostFaults, shapeLimits } from '../platform/graphql/limits/limit-shape.js'
import type { Log } from '../platform/log.js'
import { argumentPathOf } from './argument-path.js'
import { hasLeft } from './clients-gone.js'
import { type ErrorPlace, formatError, retryAfterOf, statusOf } from './format-error.js'
import type { Parts } from './parts.js'
import { type Asked, judgeAndRun } from './run-operation.js'
import type { ShortWay } from './short-way.js'
import { endCtx, type Somewhere } from './somewhere.js'

/** What the HTTP side of GraphQL is made of. */
export interface HttpOptions {
  readonly schema: GraphQLSchema
  readonly parts: Parts
  readonly compiled: CompiledOperations
  readonly way: ShortWay
}

/** Apollo Server for queries and mutations: one operation a request, no batches, no landing page, no stack traces. */
export function createApolloServer({ schema, parts, compiled, way }: HttpOptions): ApolloServer<Somewhere> {
  const { log, isProduction } = parts
  // Which request an error came from: formatError is called without it.
  const places: Places = new WeakMap()
  return new ApolloServer<Somewhere>({
    schema,
    // Whose right it is shows when the operation is judged.
    introspection: true,
    parseOptions: { maxLexicalTokens: shapeLimits.tokens },
    validationRules: [limitShape],
    validationOptions: { maxErrors: mostFaults, hideSuggestions: isProduction },
    executionOptions: { maxCoercionErrors: mostFaults },
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: isProduction,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: apolloLog(log),
    formatError: (_formatted, error) => formatError(error, placeOf(places, error) ?? { requestId: 'unknown', log }),
    plugins: [
      // It gives every field of the schema a resolver; some 40 % of the throughput.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      rememberRequest(places),
      judgeAndRun({ schema, parts, compiled, way, tell }),
      answerStatus,
      endWithRequest,
    ],
  })
}

type Places = WeakMap<object, ErrorPlace>

const placeOf = (places: Places, error: unknown): ErrorPlace | null =>
  (typeof error === 'object' && error !== null && places.get(error)) || null

const placeIn = (error: GraphQLError, { contextValue, document }: Asked): ErrorPlace => ({
  requestId: contextValue.origin.requestId,
  argumentPath: document ? argumentPathOf(document, error) : null,
  log: contextValue.log,
  hasLeft: hasLeft(contextValue.origin),
})

/** The errors of a request as its client is told of them. */
export const tell = (errors: readonly GraphQLError[], asked: Asked): GraphQLFormattedError[] =>
  errors.map((error) => formatError(error, placeIn(error, asked)))

/** Ties each error to its request before it is formatted. */
const rememberRequest = (places: Places): ApolloServerPlugin<Somewhere> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue, document }) => {
      for (const error of errors) places.set(error, placeIn(error, { contextValue, document }))
    },
  }),
})

/** Gives the response the HTTP status of its errors (RFC 9110; engineering.md, section 8). */
const answerStatus: ApolloServerPlugin<Somewhere> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return
      const { errors, data } = response.body.singleResult
      if (!errors) return
      const status = statusOf(errors, data)
      if (status) response.http.status = status
      const wait = retryAfterOf(errors)
      if (wait !== null) response.http.headers.set('retry-after', String(wait))
    },
  }),
}

/** Gives the connection back as soon as the answer is known, however slowly the client reads it; neither waits for the other. */
const endWithRequest: ApolloServerPlugin<Somewhere> = {
  requestDidStart: async () => ({ willSendResponse: async ({ contextValue }) => void endCtx(contextValue) }),
}

const apolloLog = (log: Log) => ({
  debug: (message: string) => log.debug({}, message),
  info: (message: string) => log.info({}, message),
  warn: (message: string) => log.warn({}, message),
  error: (message: string) => log.error({}, message),
})
