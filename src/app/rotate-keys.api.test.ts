import { beforeAll, describe, expect, it } from 'vitest'
import { newPrivateKey } from '../platform/access-tokens.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld, privateKey } from '../testing/world.js'

const world = await createWorld()

describe('a server with a new key', () => {
  const newer = newPrivateKey()
  let church: ChurchWorld
  let person: Person
  beforeAll(async () => {
    church = await world.church()
    person = await church.person('MEMBER')
  })

  const askAt = async (port: number, token: string) => {
    const { status, errors } = await person.api.with({ port, token }).sendText('{ viewer { id } }')
    return errors[0]?.extensions?.code ?? status
  }

  const refresh = 'mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { session { accessToken } } }'
  const refreshedAt = async (port: number, { refreshToken }: Person) => {
    const { data } = await church.stranger.with({ port }).sendText(refresh, { t: refreshToken })
    return (data as { refreshSession: { session: { accessToken: string } } }).refreshSession.session.accessToken
  }

  it('goes on with the sessions of the old one, and signs with its own', async () => {
    const { port } = await world.secondApp({ privateKey: newer, previousKeys: [privateKey] })

    expect(await askAt(port, person.token)).toBe(200)
    const refreshed = await refreshedAt(port, person)
    expect(await askAt(port, refreshed)).toBe(200)
    expect(await askAt(world.port, refreshed)).toBe('UNAUTHENTICATED')
    const { text } = await church.stranger.with({ port }).ask('GET', '/.well-known/jwks.json')
    expect((JSON.parse(text) as { keys: unknown[] }).keys).toHaveLength(2)
  })

  it('knows the old one no more once it is taken out: access tokens end, sessions do not', async () => {
    const { port } = await world.secondApp({ privateKey: newer })
    const other = await church.person('MEMBER')

    expect(await askAt(port, other.token)).toBe('UNAUTHENTICATED')
    expect(await askAt(port, await refreshedAt(port, other))).toBe(200)
    const { text } = await church.stranger.with({ port }).ask('GET', '/.well-known/jwks.json')
    expect((JSON.parse(text) as { keys: unknown[] }).keys).toHaveLength(1)
  })
})
