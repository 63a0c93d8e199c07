import type { Request, RequestHandler } from 'express'
import type { Church } from '../churches/index.js'
import {
  attendeeExport,
  eventExport,
  type ExportedList,
  exportFormats,
  exportList,
  type ExportRequest,
  memberExport,
  openLink,
  readExportRequest,
  requireExporter,
  routeOf,
} from '../exports/index.js'
import { Blocked, nameTheChurch } from '../platform/blocked.js'
import type { Ctx } from '../platform/context.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import type { ChurchRoute } from './church-route.js'
import { openCtx } from './context.js'
import { judgeExport } from './judge-operation.js'
import { bearerToken } from './origin.js'
import type { Parts } from './parts.js'
import { readToken, type TokenRead } from './read-token.js'
import { endCtx } from './somewhere.js'

/** Milliseconds that a reader may take nothing before the connection is cut, and the query with it. */
const patience = 60_000

/** Every list that leaves as a file, at `/api/v1/<list>/export-csv/` and `/api/v1/<list>/export-excel/`. */
export const exportRoutes = (parts: Parts): readonly ChurchRoute[] => [
  ...routesOf(parts, memberExport),
  ...routesOf(parts, eventExport),
  ...routesOf(parts, attendeeExport),
]

const routesOf = <Wanted extends object, Name extends string>(
  parts: Parts,
  list: ExportedList<Wanted, Name>,
): readonly ChurchRoute[] =>
  exportFormats.flatMap((format): ChurchRoute[] => {
    const path = `/api/v1/${list.path}/${routeOf(format)}/`
    return [
      // Express would do all the work for a HEAD, and send nothing.
      { method: 'head', path, answer: (_request, response) => void response.status(405).set('allow', 'GET').end() },
      { method: 'get', path, answer: exportRoute(parts, { list, format }) },
    ]
  })

interface Exported<Wanted extends object, Name extends string> {
  readonly list: ExportedList<Wanted, Name>
  readonly format: ExportRequest['format']
}

/**
 * Answers errors as GraphQL does, in JSON, as long as nothing has been sent; later the connection is cut, so that half a
 * file is never taken for a whole one.
 */
const exportRoute =
  <Wanted extends object, Name extends string>(parts: Parts, exported: Exported<Wanted, Name>): RequestHandler =>
  async (request, response) => {
    const asked = await readAsked(parts, exported, request)
    const ctx = await openCtx(parts, { ...asked, origin: parts.originOf(request) })
    try {
      await judgeExport(parts, ctx)
      requireExporter(ctx, exported.list)
      const file = await exportList(ctx, exported.list, asked.read())
      const impatience = new AbortController()
      response.setTimeout(patience, () => impatience.abort())
      response.set({
        'content-type': file.mediaType,
        'content-disposition': `attachment; filename="${file.fileName}"`,
      })
      await file.pour(response, impatience.signal).catch((error: unknown) => {
        cutShort(ctx, error)
        response.destroy()
      })
    } finally {
      await endCtx(ctx)
    }
  }

const cutShort = ({ log }: Pick<Ctx, 'log'>, error: unknown): void =>
  log.warn({ err: error }, 'an export was cut short')

/** Who asks for an export, and for what: read when it is known that they may ask at all. */
interface Asked<Wanted extends object, Name extends string> {
  readonly church: Church
  readonly token: TokenRead
  readonly read: () => ExportRequest<Wanted, Name>
}

/** By a link, which says both and stands alone; or by a token, and parameters. */
async function readAsked<Wanted extends object, Name extends string>(
  parts: Parts,
  { list, format }: Exported<Wanted, Name>,
  request: Request,
): Promise<Asked<Wanted, Name>> {
  const { searchParams } = new URL(request.originalUrl, 'http://export.invalid')
  const link = searchParams.get('link')
  const named = churchOfRequest(request, parts.baseDomain, link === null ? null : searchParams.get('church'))
  const church = await findNamed(parts.catalogue, named)
  if (!church) throw nameTheChurch()
  if (link === null) {
    const token = await readToken(parts.tokens, bearerToken(request.headers.authorization), church)
    return { church, token, read: () => readExportRequest(list, format, searchParams) }
  }
  if ([...searchParams.keys()].toSorted().join() !== 'church,link') {
    throw new Blocked('BAD_USER_INPUT', 'Use the link as it is: it takes no further parameters.')
  }
  const { request: wanted, claims } = openLink({ ...parts, church }, { list, format }, link)
  return { church, token: { claims, refused: null, bearer: claims }, read: () => wanted }
}
