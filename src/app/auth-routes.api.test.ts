import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../testing/api.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const EnterInBrowser = graphql(`
  mutation EnterInBrowser($input: SignInInput!) {
    signIn(input: $input) {
      session {
        refreshToken
      }
      accessToken {
        token
      }
      viewer {
        id
      }
      errors {
        code
      }
    }
  }
`)

let church: ChurchWorld
let person: Person
let page: string
beforeAll(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
  page = `http://${church.church.subdomain}.localhost:5173`
})

const from = (origin: string | null, cookie?: string) =>
  church.stranger.with({ headers: { ...(origin ? { origin } : {}), ...(cookie ? { cookie } : {}) } })

const enter = (origin: string | null) =>
  from(origin).send(EnterInBrowser, { input: { email: person.email, password: testPassword, delivery: 'COOKIE' } })

/** What the answer puts into the browser. */
const cookieOf = ({ headers }: Pick<Answer<unknown>, 'headers'>): string => headers['set-cookie']?.[0] ?? ''

/** What the browser sends back of it. */
const kept = (answer: Pick<Answer<unknown>, 'headers'>): string => cookieOf(answer).split(';')[0] ?? ''

const statusWith = async (token: unknown) =>
  (await church.stranger.with({ token: String(token) }).sendText('{ viewer { id } }')).status

const body = ({ text }: Answer<unknown>) =>
  JSON.parse(text || '{}') as { token?: string; errors?: { extensions: { code: string } }[] }

describe('signIn with delivery COOKIE', () => {
  it('puts the refresh token where no script reads it, and nowhere else', async () => {
    const answer = await enter(page)

    const cookie = cookieOf(answer)
    expect(cookie).toMatch(/^faithflow_refresh=[\w-]{43}; Path=\/auth; Expires=[^;]+ GMT; HttpOnly; SameSite=Strict$/)
    expect(answer.data?.signIn).toMatchObject({ session: null, viewer: { id: person.userId }, errors: [] })
    expect(answer.text).not.toContain(kept(answer).split('=')[1])
    expect(await statusWith(answer.data?.signIn?.accessToken?.token)).toBe(200)
  })

  it.each([
    ['another church', 'http://another-church.localhost:5173'],
    ['elsewhere', 'https://evil.example'],
    ['a name that only begins like it', 'http://localhost.evil.example'],
    ['nowhere', null],
    ['a sandboxed frame', 'null'],
  ])('is refused to pages of %s', async (_case, origin) => {
    const { errors, headers, data } = await enter(origin)

    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect(headers['set-cookie']).toBeUndefined()
    expect(data?.signIn).toBeNull()
  })
})

describe('POST /auth/refresh', () => {
  it('renews the cookie and answers with an access token alone', async () => {
    const entered = await enter(page)

    const refreshed = await from(page, `theme=dark; ${kept(entered)}`).ask('POST', '/auth/refresh')

    expect(refreshed.status).toBe(200)
    expect(Object.keys(body(refreshed)).toSorted()).toEqual(['expiresAt', 'token'])
    expect(await statusWith(body(refreshed).token)).toBe(200)
    expect(kept(refreshed)).not.toBe(kept(entered))
    expect(refreshed.headers['cache-control']).toBe('no-store')
    expect((await from(page, kept(refreshed)).ask('POST', '/auth/refresh')).status).toBe(200)
  })

  it('tells the slower of two tabs so, and leaves the new cookie alone', async () => {
    const entered = await enter(page)
    await from(page, kept(entered)).ask('POST', '/auth/refresh')

    const slower = await from(page, kept(entered)).ask('POST', '/auth/refresh')

    expect(slower.status).toBe(409)
    expect(body(slower).errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED_NOW' } }])
    expect(slower.headers['set-cookie']).toBeUndefined()
  })

  it('clears a cookie that counts no more', async () => {
    const refused = await from(page, 'faithflow_refresh=unknown').ask('POST', '/auth/refresh')

    expect(refused.status).toBe(401)
    expect(body(refused).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect(cookieOf(refused)).toContain('faithflow_refresh=; Path=/auth; Expires=Thu, 01 Jan 1970')
  })

  it('answers 401 without a cookie, and 403 to other pages', async () => {
    const entered = await enter(page)

    expect((await from(page).ask('POST', '/auth/refresh')).status).toBe(401)
    for (const origin of [null, 'http://another-church.localhost', 'https://evil.example']) {
      expect((await from(origin, kept(entered)).ask('POST', '/auth/refresh')).status).toBe(403)
    }
    expect((await from(page, kept(entered)).ask('POST', '/auth/refresh')).status).toBe(200)
  })

  it('refreshes nothing in another church', async () => {
    const entered = await enter(page)
    const neighbour = await world.church()
    const there = `http://${neighbour.church.subdomain}.localhost`
    const api = neighbour.stranger.with({ headers: { origin: there, cookie: kept(entered) } })

    expect((await api.ask('POST', '/auth/refresh')).status).toBe(401)
  })

  it('is no page to look at', async () => {
    expect((await from(page).ask('GET', '/auth/refresh')).status).toBe(404)
  })
})

describe('POST /auth/sign-out', () => {
  it('ends the session and clears the cookie', async () => {
    const entered = await enter(page)

    const left = await from(page, kept(entered)).ask('POST', '/auth/sign-out')

    expect(left.status).toBe(204)
    expect(cookieOf(left)).toContain('faithflow_refresh=;')
    expect(await statusWith(entered.data?.signIn?.accessToken?.token)).toBe(401)
    expect((await from(page, kept(entered)).ask('POST', '/auth/refresh')).status).toBe(401)
  })

  it('is refused to other pages, and the session goes on', async () => {
    const entered = await enter(page)

    expect((await from('https://evil.example', kept(entered)).ask('POST', '/auth/sign-out')).status).toBe(403)
    expect(await statusWith(entered.data?.signIn?.accessToken?.token)).toBe(200)
  })
})
