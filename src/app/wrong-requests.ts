import type { Request, RequestHandler } from 'express'
import { Blocked } from '../platform/blocked.js'

const example = '{"query":"{ viewer { name } }"}'

/** Answers 404 at an address that leads nowhere, and says where GraphQL is. */
export const nothingHere =
  (isProduction: boolean): RequestHandler =>
  ({ path }) => {
    const explorer = isProduction ? '' : ', the explorer at /explorer'
    throw new Blocked('NOT_FOUND', `There is nothing at ${path.slice(0, 200)}: GraphQL is at /graphql${explorer}.`)
  }

/** Answers 405 to whatever is no POST. */
export const postOnly =
  (isProduction: boolean): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'POST') return next()
    const explorer = isProduction ? '' : ' The explorer is at /explorer.'
    const message = `Send operations by POST, as JSON; subscriptions over a WebSocket.${explorer}`
    response
      .status(405)
      .set('allow', 'POST')
      .json({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] })
  }

/**
 * Refuses a body that is not one operation in JSON, and says what to send instead. Apollo would refuse it too, in words
 * that assume its sources are at hand.
 */
export const oneOperation: RequestHandler = (request, _response, next) => {
  const message = whyNotOne(request)
  if (message !== null) throw new Blocked('BAD_REQUEST', message)
  next()
}

function whyNotOne(request: Request): string | null {
  if (request.is('application/json') === false) {
    const type = request.headers['content-type']
    return `Send the header \`content-type: application/json\`${type ? `, not \`${type.slice(0, 100)}\`` : ''}.`
  }
  const body: unknown = request.body
  if (Array.isArray(body)) return 'Send one operation in each request: lists of them (batches) are not served.'
  const isEmpty = typeof body !== 'object' || body === null || Object.keys(body).length === 0
  return isEmpty ? `The request has no body: send JSON such as ${example}.` : null
}
