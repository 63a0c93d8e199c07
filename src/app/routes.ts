import type { ApolloServer } from '@apollo/server'
import cors from 'cors'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import type { Catalogue } from '../churches/index.js'
import { allowedOrigins } from './allowed-origins.js'
import { answerError } from './answer-error.js'
import { askApollo } from './ask-apollo.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { churchRoutes } from './church-routes.js'
import { endWithConnection } from './clients-gone.js'
import { enterByHttp } from './enter-by-http.js'
import { guardRequest } from './guard-request.js'
import type { Health } from './health.js'
import { findCaller, openLobby } from './open-lobby.js'
import { bearerToken, type OriginOf } from './origin.js'
import type { Parts } from './parts.js'
import { securityHeaders } from './security-headers.js'
import { endCtx, type Somewhere } from './somewhere.js'
import { nothingHere, oneOperation, postOnly } from './wrong-requests.js'

/** The longest request body, in bytes. */
export const maxBody = 256 * 1024

/** What the routes lead to. */
export interface RouteOptions {
  readonly apollo: ApolloServer<Somewhere>
  readonly parts: Parts
  readonly catalogue: Catalogue
  readonly health: Health
  readonly baseDomain: string
  readonly isProduction: boolean
  readonly mountExplorer: (app: Express) => void
}

/** Everything the server answers over plain HTTP. */
export function createRoutes(options: RouteOptions): Express {
  const { parts, health } = options
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(numberAnswer(parts.originOf), securityHeaders(parts.isProduction))

  app.get(['/health', '/health/'], async (_request, response) => {
    const state = await health.check()
    response.status(state.ok ? 200 : 503).json(state)
  })
  app.get('/.well-known/jwks.json', (_request, response) => {
    response.set('cache-control', 'public, max-age=300').json(parts.tokens.publicKeys)
  })
  options.mountExplorer(app)
  app.use(['/auth', '/api'], cors(allowedOrigins(options)))
  for (const { method, path, answer } of churchRoutes(options)) app[method](path, answer)
  app.use(
    '/graphql',
    cors(allowedOrigins(options)),
    postOnly(options.isProduction),
    express.json({ limit: maxBody }),
    oneOperation,
    answerOperation(options),
  )
  app.use(nothingHere(options.isProduction))
  app.use(answerError(parts, maxBody))
  return app
}

/** Every answer, refusals included, names the request: logs name it by the same id. */
const numberAnswer =
  (originOf: OriginOf): RequestHandler =>
  (request, response, next) => {
    response.set('x-request-id', originOf(request).requestId)
    next()
  }

const answerOperation =
  (options: RouteOptions): RequestHandler =>
  async (request, response) => {
    const entered = await enter(options, request, response)
    endWithConnection(response, entered)
    try {
      await guardRequest(options.parts, entered, request)
      await askApollo(options.apollo, entered, { request, response })
    } finally {
      // Apollo did with its answer; it has none for what it cannot read, nor have others for whom they turn away.
      void endCtx(entered)
    }
  }

async function enter(options: RouteOptions, request: Request, response: Response): Promise<Somewhere> {
  const { parts, catalogue, baseDomain } = options
  const church = await findNamed(catalogue, churchOfRequest(request, baseDomain))
  if (church) return enterByHttp(options, { request, response, church })
  const caller = await findCaller(parts, bearerToken(request.headers.authorization))
  return openLobby(parts, { catalogue, origin: parts.originOf(request), caller })
}
