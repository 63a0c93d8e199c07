import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import { findPhoto, isOpen, maxBytes, receivePhoto } from '../photos/index.js'
import type { BlockedCode } from '../platform/blocked.js'
import type { Ctx } from '../platform/context.js'
import { isId } from '../platform/ids.js'
import { millisecondsUntil, fromEpochSeconds } from '../platform/instant.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import type { ChurchRoute } from './church-route.js'
import { openCtx } from './context.js'
import { judgeEntry } from './judge-operation.js'
import type { Parts } from './parts.js'
import { noToken } from './read-token.js'
import { endCtx } from './somewhere.js'

/** What a link is good for, in words of HTTP. */
const uses = { GET: 'read', PUT: 'write' } as const

/**
 * Photos by their signed links: `GET` to see one, `PUT` to send one. Whoever has a link may follow it; a link that is over,
 * changed, of another church, or leads to nothing answers 404, and no more.
 */
export const photoRoutes = (parts: Parts): readonly ChurchRoute[] => [
  { method: 'get', path: '/api/v1/photos/:id', answer: followed(parts, 'GET', showPhoto) },
  { method: 'put', path: '/api/v1/photos/:id', answer: followed(parts, 'PUT', takePhoto) },
]

/** A link that counts, and what follows it. */
interface Followed {
  readonly ctx: Ctx
  readonly documentId: string
  readonly expires: number
  readonly request: Request
  readonly response: Response
}

const followed =
  (parts: Parts, method: keyof typeof uses, follow: (followed: Followed) => Promise<void>): RequestHandler =>
  async (request, response) => {
    const { searchParams } = new URL(request.originalUrl, 'http://link.invalid')
    const documentId = String(request.params['id'])
    const [expires, signature] = [Number(searchParams.get('expires')), searchParams.get('signature') ?? '']
    const church = await findNamed(
      parts.catalogue,
      churchOfRequest(request, parts.baseDomain, searchParams.get('church')),
    )
    if (!church || !isId(documentId)) return nothingHere(response)
    const ctx = await openCtx(parts, { church, token: noToken, origin: parts.originOf(request) })
    try {
      // Before anything is looked for: what costs nothing to refuse is refused first.
      if (!isOpen(ctx, { use: uses[method], documentId, expires, signature })) return nothingHere(response)
      await judgeEntry(parts, ctx)
      return await follow({ ctx, documentId, expires, request, response })
    } finally {
      await endCtx(ctx)
    }
  }

async function showPhoto({ ctx, documentId, expires, response }: Followed): Promise<void> {
  const photo = await findPhoto(ctx, documentId)
  if (!photo) return nothingHere(response)
  const seconds = Math.floor(millisecondsUntil(ctx.clock.now(), fromEpochSeconds(expires)) / 1000)
  response.set({
    'content-type': photo.mediaType,
    // What is there never changes; a new photo has another link.
    'cache-control': `private, max-age=${seconds}, immutable`,
    'content-disposition': 'inline',
    // Should a browser take it for a page after all, nothing in it runs.
    'content-security-policy': "default-src 'none'; sandbox",
    // Pages of the church are at other hosts, and the link is the right to see it.
    'cross-origin-resource-policy': 'cross-origin',
  })
  response.end(photo.bytes)
}

async function takePhoto({ ctx, documentId, request, response }: Followed): Promise<void> {
  const sent = await readAtMost(request, maxBytes)
  if (sent === null) {
    response.set('connection', 'close')
    return refuse(response, { status: 413, code: 'BAD_USER_INPUT', message: 'A photo has 5 MB at most.' })
  }
  const received = await receivePhoto(ctx, documentId, sent)
  if (received === 'GONE') return nothingHere(response)
  if (received === 'READY') return void response.status(201).json({ errors: [] })
  const message = 'This is not a readable JPEG, PNG or WEBP of 50 megapixels at most.'
  refuse(response, { status: 415, code: 'BAD_USER_INPUT', message })
}

/** The body; null when it is longer. */
async function readAtMost(request: IncomingMessage, most: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const nothingHere = (response: Response): void => {
  const message = 'There is nothing at this link, or it has expired: ask for a new one.'
  refuse(response, { status: 404, code: 'NOT_FOUND', message })
}

interface Fault {
  readonly status: number
  readonly code: BlockedCode
  readonly message: string
}

function refuse(response: Response, { status, code, message }: Fault): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] })
}
