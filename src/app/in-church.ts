import type { Request, RequestHandler, Response } from 'express'
import { nameTheChurch } from '../platform/blocked.js'
import type { Ctx } from '../platform/context.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { openCtx } from './context.js'
import { judgeEntry } from './judge-operation.js'
import { bearerToken } from './origin.js'
import type { Parts } from './parts.js'
import { noToken, readToken } from './read-token.js'
import { endCtx } from './somewhere.js'

interface Door {
  readonly parts: Parts
  readonly baseDomain: string
  /** Whether the access token is read; otherwise what the request itself carries has to open the door. */
  readonly asks: 'nobody' | 'bearer'
}

type Answer = (ctx: Ctx, request: Request, response: Response) => Promise<void>

/**
 * A route of the church that host, header or `?church=` names, in a ctx that ends with the answer; pays the budget first.
 * Throws as `churchOfRequest` does, and BAD_USER_INPUT when no church is named.
 */
export const inChurch =
  ({ parts, baseDomain, asks }: Door, answer: Answer): RequestHandler =>
  async (request, response) => {
    const { searchParams } = new URL(request.originalUrl, 'http://route.invalid')
    const church = await findNamed(parts.catalogue, churchOfRequest(request, baseDomain, searchParams.get('church')))
    if (!church) throw nameTheChurch()
    const sent = asks === 'bearer' ? bearerToken(request.headers.authorization) : null
    const token = asks === 'bearer' ? await readToken(parts.tokens, sent, church) : noToken
    const ctx = await openCtx(parts, { church, token, origin: parts.originOf(request) })
    try {
      await judgeEntry(parts, ctx)
      await answer(ctx, request, response)
    } finally {
      await endCtx(ctx)
    }
  }
