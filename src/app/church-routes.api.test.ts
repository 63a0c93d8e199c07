import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { noCompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { type RouteAsked, type RouteBed, routeMark, routeRows, type RouteWay } from '../testing/route-rows.js'
import { baseDomain, createWorld } from '../testing/world.js'
import { churchRoutes } from './church-routes.js'
import { createApolloServer } from './graphql-over-http.js'
import { createRoutes } from './routes.js'
import { createShortWay } from './short-way.js'

const world = await createWorld({ isProduction: true })

let church: ChurchWorld
let other: ChurchWorld
let neighbour: Person
beforeAll(async () => {
  church = await world.church()
  other = await world.church()
  neighbour = await other.person('ADMIN')
  await church.member({ lastName: routeMark })
  await church.event({ title: routeMark })
})

/** What an answer was: its status, and whether something of the church stood in it. */
interface Answered {
  readonly status: number
  readonly isMarked: boolean
}

function ask(at: ChurchWorld, { method, path, headers = {}, body = '' }: RouteAsked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const host = `${at.church.subdomain}.${baseDomain}:${world.port}`
    const sent = request({ ...{ port: world.port, host: '127.0.0.1', method, path }, headers: { ...headers, host } })
    sent.on('response', async (response) => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk as Buffer)
      resolve({ status: response.statusCode ?? 0, isMarked: Buffer.concat(chunks).includes(routeMark) })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The address with each of its secrets as `change` has them. */
function withSecrets(path: string, change: (secret: string) => string): string {
  const url = new URL(path, 'http://route.invalid')
  for (const name of ['token', 'link', 'signature']) {
    const secret = url.searchParams.get(name)
    if (secret !== null) url.searchParams.set(name, change(secret))
  }
  return url.pathname + url.search
}

const otherLetter = (secret: string): string =>
  secret.slice(0, 12) + (secret[12] === 'A' ? 'B' : 'A') + secret.slice(13)

/** The address as it would be in the neighbour's church. */
const moved = ({ path, ...asked }: RouteAsked): RouteAsked => ({
  ...asked,
  path: path.replace(`church=${church.church.subdomain}`, `church=${other.church.subdomain}`),
})

const withHeaders = (asked: RouteAsked, headers: Readonly<Record<string, string>>): RouteAsked => ({
  ...asked,
  headers: { ...asked.headers, ...headers },
})

const isOwnList = ({ path }: RouteAsked): boolean => !/[0-9a-f]{8}-/.test(path)

type Attack = (asked: RouteAsked) => Promise<Answered>

const attacks: Readonly<Record<RouteWay['by'], Readonly<Record<string, Attack>>>> = {
  token: {
    'by a stranger': ({ method, path }) => ask(church, { method, path }),
    'by a stranger with a broken token': (asked) => ask(church, withHeaders(asked, { authorization: 'Bearer x.y.z' })),
    'by a stranger who asks nonsense': ({ method, path }) =>
      ask(church, { method, path: `${path.split('?')[0] ?? ''}?nonsense=1` }),
    'by a neighbour': (asked) => ask(church, withHeaders(asked, { authorization: `Bearer ${neighbour.token}` })),
    'at the neighbour’s': (asked) => ask(other, asked),
    'at the neighbour’s, by the neighbour, of what is here': async (asked) => {
      const answered = await ask(other, withHeaders(asked, { authorization: `Bearer ${neighbour.token}` }))
      // A list of their own is theirs; what is not there makes a wrong question of some.
      return isOwnList(asked) || answered.status === 400 ? { ...answered, status: 404 } : answered
    },
    'by a member without the right': async (asked) =>
      ask(church, withHeaders(asked, { authorization: `Bearer ${(await church.person('MEMBER')).token}` })),
  },
  address: {
    'by a stranger without the secret': (asked) => ask(church, { ...asked, path: withSecrets(asked.path, () => '') }),
    'by a thief of another secret': (asked) => ask(church, { ...asked, path: withSecrets(asked.path, otherLetter) }),
    'at the neighbour’s': (asked) => ask(other, moved(asked)),
    'at the neighbour’s, by the neighbour': (asked) =>
      ask(other, withHeaders(moved(asked), { authorization: `Bearer ${neighbour.token}` })),
  },
  cookie: {
    'by a stranger': ({ headers, ...asked }) =>
      ask(church, { ...asked, headers: { origin: headers?.['origin'] ?? '' } }),
    'by a stranger with another cookie': (asked) =>
      ask(church, withHeaders(asked, { cookie: `faithflow_refresh=${neighbour.refreshToken}` })),
    'by a page of the neighbour': (asked) =>
      ask(church, withHeaders(asked, { origin: `https://${other.church.subdomain}.${baseDomain}` })),
    'at the neighbour’s': (asked) =>
      ask(other, withHeaders(asked, { origin: `https://${other.church.subdomain}.${baseDomain}` })),
  },
}

const options = () => {
  const { parts, catalogue } = world.app
  return { parts, catalogue, baseDomain, isProduction: true }
}

describe('the routes of a church', () => {
  it('have each a row of those who are let in', () => {
    const routes = churchRoutes(options()).map(({ method, path }) => `${method} ${path}`)

    expect(Object.keys(routeRows).toSorted()).toEqual(routes.toSorted())
  })

  it('are all that is mounted, beside GraphQL and what tells nothing of a church', () => {
    const { schema, parts, health } = world.app
    const compiled = noCompiledOperations
    const apollo = createApolloServer({ schema, parts, compiled, way: createShortWay(schema, compiled) })
    const app = createRoutes({ ...options(), apollo, health, mountExplorer: () => undefined })
    const mounted = app.router.stack.flatMap(({ route }) => (route ? [route.path].flat() : []))
    // A router within would hide its own.
    const within = app.router.stack.filter(({ handle }) => 'stack' in handle)

    expect(within).toEqual([])
    expect(new Set(mounted)).toEqual(
      new Set(['/health', '/health/', '/.well-known/jwks.json', ...churchRoutes(options()).map(({ path }) => path)]),
    )
  })

  const ways = Object.entries(routeRows).flatMap(([route, those]) => those.map((way) => ({ route, by: way.by, way })))
  it.each(ways)('$route refuses whoever comes without the right $by, and then serves who has it', async ({ way }) => {
    const admin = await church.person('ADMIN')
    const bed: RouteBed = { app: world.app, church, admin }
    const asked = await way.ask(bed)

    const answers = await Promise.all(
      Object.entries(attacks[way.by]).map(async ([attack, run]) => ({ attack, ...(await run(asked)) })),
    )

    const isRefused = ({ status }: Answered) => [401, 403, 404, way.unmoved].includes(status)
    expect(answers.filter((answer) => answer.isMarked || !isRefused(answer))).toEqual([])
    expect((await admin.api.sendText('{ viewer { id } }')).status).toBe(200)
    expect((await ask(church, asked)).status).toBeLessThan(300)
  })

  it.each(ways)('$route lets nobody in by $by while its church is suspended', async ({ way }) => {
    const closed = await world.church()
    const admin = await closed.person('ADMIN')
    const asked = await way.ask({ app: world.app, church: closed, admin })
    await world.database.owner.query(`update control.church set status = 'SUSPENDED' where id = $1`, [closed.church.id])

    await expect.poll(async () => (await ask(closed, asked)).status, { timeout: 15_000 }).toBe(403)
  })
})
