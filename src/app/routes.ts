import type { ApolloServer } from '@apollo/server'
import cors from 'cors'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import type { Catalogue } from '../churches/index.js'
import { allowedOrigins } from './allowed-origins.js'
import { answerError } from './answer-error.js'
import { askApollo } from './ask-apollo.js'
import { refreshRoute, signOutRoute } from './auth-routes.js'
import { calendarRoute } from './calendar-route.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { enterByHttp } from './enter-by-http.js'
import { mountExports } from './export-routes.js'
import { photoRoutes } from './file-routes.js'
import { guardRequest } from './guard-request.js'
import type { Health } from './health.js'
import { importFileRoute, refusedRowsRoute } from './import-routes.js'
import { findCaller, openLobby } from './open-lobby.js'
import { bearerToken, type OriginOf } from './origin.js'
import type { Parts } from './parts.js'
import { securityHeaders } from './security-headers.js'
import { endCtx, type Somewhere } from './somewhere.js'
import { unsubscribePath, unsubscribeRoute } from './unsubscribe-routes.js'
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
  const { apollo, parts, health } = options
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
  app.use('/auth', cors(allowedOrigins(options)))
  app.post('/auth/refresh', refreshRoute(options))
  app.post('/auth/sign-out', signOutRoute(options))
  app.use('/api', cors(allowedOrigins(options)))
  mountFiles(app, options)
  app.use(
    '/graphql',
    cors(allowedOrigins(options)),
    postOnly(options.isProduction),
    express.json({ limit: maxBody }),
    oneOperation,
    enterChurch(options),
    guardRequest(parts, ({ locals }) => ctxOf({ locals })),
    askApollo(apollo, ctxOf),
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

const enterChurch =
  (options: RouteOptions): RequestHandler =>
  async (request, response, next) => {
    const entered = await enter(options, request, response)
    // Apollo ends it with the answer; this is for requests that never get one.
    response.once('close', () => void endCtx(entered))
    response.locals['ctx'] = entered
    next()
  }

async function enter(options: RouteOptions, request: Request, response: Response): Promise<Somewhere> {
  const { parts, catalogue, baseDomain } = options
  const church = await findNamed(catalogue, churchOfRequest(request, baseDomain))
  if (church) return enterByHttp(options, { request, response, church })
  const caller = await findCaller(parts, bearerToken(request.headers.authorization))
  return openLobby(parts, { catalogue, origin: parts.originOf(request), caller })
}

// Set by enterChurch on the same response, just before.
const ctxOf = (response: { readonly locals: Record<string, unknown> }): Somewhere => response.locals['ctx'] as Somewhere

/** Files and feeds: exports, imports, photos, calendars, and the page that ends mails. */
function mountFiles(app: Express, { parts, baseDomain }: RouteOptions): void {
  mountExports(app, parts)
  app.all('/api/v1/imports/:id/file', importFileRoute(parts, baseDomain))
  app.get('/api/v1/imports/:id/refused-rows', refusedRowsRoute(parts, baseDomain))
  app.use('/api/v1/photos', photoRoutes(parts))
  app.get('/api/v1/events/calendar.ics', calendarRoute(parts, baseDomain))
  app.get(unsubscribePath, unsubscribeRoute(parts, baseDomain))
  app.post(unsubscribePath, unsubscribeRoute(parts, baseDomain))
}
