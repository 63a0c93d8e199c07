import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { getDistDirectory } from 'altair-static'
import { type Express, type RequestHandler, Router, static as serveFiles } from 'express'
import { createExplorerPage } from './explorer/explorer-page.js'
import { explorerPolicy, filePolicy, isHost } from './explorer/explorer-policy.js'

/**
 * Serves the explorer at `/explorer`: Altair with prepared operations. It talks to the host it was loaded from, whichever
 * that is, and loads nothing from elsewhere. On the central host `?church=` names the church.
 */
export function mountExplorer(app: Express): void {
  const router = Router()
  router.use(setHeaders)
  router.get('/', answerPage(createExplorerPage()))
  router.use(onlyItsFiles, serveFiles(getDistDirectory(), { index: false, redirect: false, setHeaders: askEachTime }))
  app.use('/explorer', router)
}

const setHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'content-security-policy': filePolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  next()
}

const answerPage =
  (page: (nonce: string) => string): RequestHandler =>
  (request, response) => {
    const { host } = request.headers
    if (!isHost(host)) {
      response.status(400).type('text').send('The Host header names no host.\n')
      return
    }
    const nonce = randomBytes(18).toString('base64')
    response.set({ 'content-security-policy': explorerPolicy(nonce, host), 'cache-control': 'no-store' })
    response.type('html').send(page(nonce))
  }

// Its own page lacks our policy; its sandbox evaluates, as this host, what any other page sends it. Encoded slashes and
// dots do not match, so neither is reached by a detour.
const itsFiles = /^(\/(assets|media)(\/[\w-]+)*)?\/[\w-]+\.(js|css|ico|json|png|svg|woff2?)$/

const onlyItsFiles: RequestHandler = ({ path }, _response, next) => (itsFiles.test(path) ? next() : next('router'))

// Files keep their names from version to version: browsers ask each time whether they changed.
const askEachTime = (response: ServerResponse): void => void response.setHeader('cache-control', 'no-cache')
