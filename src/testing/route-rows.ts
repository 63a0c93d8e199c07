import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { App } from '../app/build-app.js'
import { createExportLink } from '../exports/create-export-link.js'
import { attendeeExport, eventExport, memberExport, routeOf } from '../exports/index.js'
import { endingToken } from '../notifications/unsubscribe.js'
import { createMemberPhotoUpload } from '../photos/create-member-photo-upload.js'
import { linkTo } from '../photos/photo-link.js'
import { linkOf } from './calendar-program.js'
import { type ChurchWorld, done, type Person } from './church-world.js'
import { openImport } from './import-bed.js'

/** Stands in what a church has and nobody else may read. */
export const routeMark = 'Melchizedek'

/** A church with something to take, and somebody who may. */
export interface RouteBed {
  readonly app: App
  readonly church: ChurchWorld
  readonly admin: Person
}

/** A request as its rightful sender makes it, at the church's own host. */
export interface RouteAsked {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** One way to be let in at a route. */
export interface RouteWay {
  /** What lets in: an access token, a secret in the address, or the refresh cookie. */
  readonly by: 'token' | 'address' | 'cookie'
  readonly ask: (bed: RouteBed) => Promise<RouteAsked>
  /** What those are answered that are not let in, where it is no error: nothing happens then. */
  readonly unmoved?: number
}

const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url)
  return pathname + search
}

const withToken = ({ admin }: RouteBed, path: string): RouteAsked => ({
  ...{ method: 'GET', path },
  headers: { authorization: `Bearer ${admin.token}` },
})

const withCookie = ({ admin, church }: RouteBed, path: string): RouteAsked => ({
  ...{ method: 'POST', path },
  headers: {
    cookie: `faithflow_refresh=${admin.refreshToken}`,
    origin: `https://${church.church.subdomain}.localhost`,
  },
})

const toPhoto = async (bed: RouteBed, use: 'read' | 'write', documentId: string): Promise<string> =>
  bed.church.as(bed.admin, async (ctx) => pathOf(linkTo(ctx, { use, documentId }).url))

const announcedPhoto = async ({ church, admin }: RouteBed): Promise<string> => {
  const { id: memberId } = await church.member()
  const { uploadUrl } = await church.as(admin, async (ctx) => done(await createMemberPhotoUpload(ctx, { memberId })))
  return pathOf(uploadUrl)
}

const endingOf = ({ app, church, admin }: RouteBed, method: string): RouteAsked => {
  const ending = { ownerId: admin.userId, categories: ['EVENT'] }
  const token = endingToken(app.parts.seals, church.church, ending)
  return { method, path: `/api/v1/notifications/unsubscribe?${new URLSearchParams({ token }).toString()}` }
}

/** What is exported of a list, asked for by a parameter of its address where it needs one. */
const exportsOf = (
  path: string,
  linkIn: (bed: RouteBed, format: 'CSV' | 'XLSX') => Promise<string>,
  parameters: (bed: RouteBed) => Promise<string> = async () => '',
): Readonly<Record<string, readonly RouteWay[]>> =>
  Object.fromEntries(
    (['CSV', 'XLSX'] as const).flatMap((format) => {
      const route = `/api/v1/${path}/${routeOf(format)}/`
      const byToken = async (bed: RouteBed) => withToken(bed, route + (await parameters(bed)))
      const byLink = async (bed: RouteBed) => ({ method: 'GET', path: pathOf(await linkIn(bed, format)) })
      return [
        // Nobody is let in: 405.
        [`head ${route}`, []],
        [
          `get ${route}`,
          [
            { by: 'token', ask: byToken },
            { by: 'address', ask: byLink },
          ],
        ],
      ]
    }),
  )

/** Every route of a church beside GraphQL, by its method and path, with each way to be let in there. */
export const routeRows: Readonly<Record<string, readonly RouteWay[]>> = {
  'post /auth/refresh': [{ by: 'cookie', ask: async (bed) => withCookie(bed, '/auth/refresh') }],
  'post /auth/sign-out': [{ by: 'cookie', ask: async (bed) => withCookie(bed, '/auth/sign-out'), unmoved: 204 }],
  ...exportsOf(memberExport.path, ({ church, admin }, format) =>
    church.as(admin, async (ctx) => done(await createExportLink(ctx, memberExport, { format, wanted: {} })).url),
  ),
  ...exportsOf(eventExport.path, ({ church, admin }, format) =>
    church.as(admin, async (ctx) => done(await createExportLink(ctx, eventExport, { format, wanted: {} })).url),
  ),
  ...exportsOf(
    attendeeExport.path,
    async ({ church, admin }, format) => {
      const wanted = { eventId: (await church.event({ title: routeMark })).id }
      return church.as(admin, async (ctx) => done(await createExportLink(ctx, attendeeExport, { format, wanted })).url)
    },
    async ({ church }) => `?event=${(await church.event({ title: routeMark })).id}`,
  ),
  'all /api/v1/imports/:id/file': [
    {
      by: 'address',
      ask: async ({ admin }) => ({ method: 'PUT', path: (await openImport(admin)).path, body: 'First Name\nAma\n' }),
    },
  ],
  'get /api/v1/imports/:id/refused-rows': [
    {
      by: 'token',
      ask: async (bed) => withToken(bed, `/api/v1/imports/${(await openImport(bed.admin)).id}/refused-rows`),
    },
  ],
  'get /api/v1/photos/:id': [
    {
      by: 'address',
      async ask(bed) {
        const path = await announcedPhoto(bed)
        const [, documentId = randomUUID()] = /photos\/([^?]+)/.exec(path) ?? []
        const address = `http://127.0.0.1:${bed.church.port}${path}`
        await fetch(address, { method: 'PUT', body: new Uint8Array(await photo()) })
        return { method: 'GET', path: await toPhoto(bed, 'read', documentId) }
      },
    },
  ],
  'put /api/v1/photos/:id': [
    {
      by: 'address',
      ask: async (bed) => ({ method: 'PUT', path: await announcedPhoto(bed), body: await photo() }),
    },
  ],
  'get /api/v1/events/calendar.ics': [
    {
      by: 'address',
      ask: async ({ church, admin }) => ({ method: 'GET', path: await linkOf(church, admin, { kind: 'CHURCH' }) }),
    },
  ],
  'get /api/v1/notifications/unsubscribe': [{ by: 'address', ask: async (bed) => endingOf(bed, 'GET') }],
  'post /api/v1/notifications/unsubscribe': [{ by: 'address', ask: async (bed) => endingOf(bed, 'POST') }],
}
