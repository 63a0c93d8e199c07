import { describe, expect, it } from 'vitest'
import { createApiKey } from '../api-keys/create-api-key.js'
import { endSessions } from '../identity/index.js'
import { addSeconds } from '../platform/instant.js'
import { Api } from '../testing/api.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { download, refusalOf } from '../testing/download.js'
import { graphql } from '../testing/generated/gql.js'
import type { CreateMembersExportInput } from '../testing/generated/graphql.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const CreateMembersExport = graphql(/* GraphQL */ `
  mutation CreateMembersExport($input: CreateMembersExportInput!) {
    createMembersExport(input: $input) {
      url
      expiresAt
      errors {
        code
        path
      }
    }
  }
`)

async function linkOf(by: Person, input: object = {}): Promise<URL> {
  const { data } = await by.api.send(CreateMembersExport, { input: { format: 'CSV', ...input } })
  return new URL(data?.createMembersExport?.url ?? '')
}

const codesOf = async (api: Api) =>
  (await api.send(CreateMembersExport, { input: { format: 'CSV' } })).errors.map(({ extensions }) => extensions?.code)

const follow = (church: ChurchWorld, url: URL) => download({ church, path: url.pathname + url.search })

describe('a link to an export', () => {
  it('leads without a token to the file that was wanted', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    await church.member({ lastName: 'Aa', gender: 'MALE' })
    await church.member({ lastName: 'Bb', gender: 'FEMALE' })

    const wanted = { filter: { gender: 'FEMALE' }, columns: ['lastName', 'firstName'] }
    const url = await linkOf(admin, wanted)
    const { status, headers, bytes } = await follow(church, url)

    expect(url.host).toBe(`${church.church.subdomain}.localhost:${world.port}`)
    expect(url.href).not.toContain('FEMALE')
    expect([status, bytes.toString('utf8')]).toEqual([200, '\uFEFFLast Name,First Name\r\nBb,Ama\r\n'])
    expect(headers['content-disposition']).toMatch(/\.csv"$/)
  })

  it('refuses a column that there is not, by its path, and FORBIDDEN to whoever may not export', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const input: CreateMembersExportInput = { format: 'XLSX', columns: ['email', 'secret'] }
    const { data } = await admin.api.send(CreateMembersExport, { input })
    expect(data?.createMembersExport).toEqual({
      ...{ url: null, expiresAt: null },
      errors: [{ code: 'INVALID', path: ['columns', '1'] }],
    })
    const treasurer = await church.person('TREASURER')
    expect(await codesOf(treasurer.api)).toEqual(['FORBIDDEN'])
  })

  it('is for people: a program with an API key asks for the file itself', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const expiresAt = addSeconds(clock.now(), 3600)
    const described = { name: 'Reports', scopes: ['members.manage'], expiresAt }
    const { key } = done(await church.as(admin, (ctx) => createApiKey(ctx, described)))
    const host = `${church.church.subdomain}.localhost`
    const program = new Api({ port: world.port, host, token: key })

    expect(await codesOf(program)).toEqual(['FORBIDDEN'])
    expect((await download({ church, by: { token: key }, path: '/api/v1/members/export-csv/' })).status).toBe(200)
  })

  it('answers nothing in another church, for another format, when it was changed or when its time is over', async () => {
    const [church, other] = [await world.church(), await world.church()]
    const admin = await church.person('ADMIN')
    const url = await linkOf(admin)
    const changed = (change: (url: URL) => void): URL => {
      const copy = new URL(url)
      change(copy)
      return copy
    }
    const nowhere = [401, 'UNAUTHENTICATED']

    expect(await refusalOf(follow(other, url))).toEqual([403, 'FORBIDDEN'])
    const moved = changed(({ searchParams }) => searchParams.set('church', other.church.subdomain))
    expect(await refusalOf(follow(other, moved))).toEqual(nowhere)
    const excel = changed((copy) => (copy.pathname = '/api/v1/members/export-excel/'))
    expect(await refusalOf(follow(church, excel))).toEqual(nowhere)
    const cut = changed(({ searchParams }) => searchParams.set('link', (searchParams.get('link') ?? '').slice(0, -2)))
    expect(await refusalOf(follow(church, cut))).toEqual(nowhere)
    const more = changed(({ searchParams }) => searchParams.set('archived', 'true'))
    expect(await refusalOf(follow(church, more))).toEqual([400, 'BAD_USER_INPUT'])
    expect((await follow(church, url)).status).toBe(200)
    clock.forward(301)
    expect(await refusalOf(follow(church, url))).toEqual([401, 'TOKEN_EXPIRED'])
  })

  it('ends with the role, and with the session, of whoever made it', async () => {
    const church = await world.church()
    const [dismissed, gone] = [await church.person('ADMIN'), await church.person('ADMIN')]
    const [one, two] = [await linkOf(dismissed), await linkOf(gone)]

    await church.write((db) => db.deleteFrom('user_role').where('user_id', '=', dismissed.userId).execute())
    await church.as(gone, (ctx) =>
      ctx.control.write((control) =>
        endSessions(control, { userId: gone.userId, reason: 'SIGN_OUT', now: ctx.clock.now() }),
      ),
    )

    expect(await refusalOf(follow(church, one))).toEqual([403, 'FORBIDDEN'])
    expect(await refusalOf(follow(church, two))).toEqual([401, 'UNAUTHENTICATED'])
  })
})
