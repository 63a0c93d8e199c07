import type { RequestHandler } from 'express'
import { exportMembers, readExportRequest } from '../exports/index.js'
import { nameTheChurch } from '../platform/blocked.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { endCtx, openCtx, type Parts, readToken } from './context.js'
import { judgeEntry } from './judge-operation.js'
import { bearerToken } from './origin.js'

/**
 * `GET /api/v1/members/export-csv/`: the members that the parameters ask for, as a file that streams. Answers errors as
 * GraphQL does, in JSON, as long as nothing has been sent; later the connection is cut.
 */
export const memberCsvRoute =
  (parts: Parts, baseDomain: string): RequestHandler =>
  async (request, response) => {
    const church = await findNamed(parts.catalogue, churchOfRequest(request, baseDomain))
    if (!church) throw nameTheChurch()
    const token = await readToken(parts.tokens, bearerToken(request.headers.authorization), church)
    // It keeps one connection and one snapshot until the file is out.
    const ctx = await openCtx(parts, { church, token, origin: parts.originOf(request) })
    try {
      await judgeEntry(parts, ctx)
      const { searchParams } = new URL(request.originalUrl, 'http://export.invalid')
      const file = await exportMembers(ctx, readExportRequest(searchParams))
      response.set({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${file.fileName}"`,
      })
      await file.pour(response).catch((error: unknown) => {
        ctx.log.warn({ err: error }, 'an export was cut short')
        response.destroy()
      })
    } finally {
      await endCtx(ctx)
    }
  }
