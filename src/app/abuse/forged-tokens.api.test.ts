import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { tryToListen } from '../../testing/listener.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let neighbour: Person
let publicKey: { kid: string; x: string }
beforeAll(async () => {
  church = await world.church()
  person = await church.person('ADMIN')
  neighbour = await (await world.church()).person('ADMIN')
  const { data: _data, text } = await person.api.ask('GET', '/.well-known/jwks.json')
  publicKey = (JSON.parse(text) as { keys: [{ kid: string; x: string }] }).keys[0]
})

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const partsOf = (token: string) => token.split('.') as [string, string, string]
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(partsOf(token)[1], 'base64url').toString()) as Record<string, unknown>

const stranger = generateKeyPairSync('ed25519')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** A token with this head and these changes, signed by a key that is not ours. */
const signed = (head: object, changes: object = {}): string => {
  const text = `${encode({ alg: 'EdDSA', kid: publicKey.kid, typ: 'JWT', ...head })}.${encode({ ...claimsOf(person.token), ...changes })}`
  return `${text}.${sign(null, Buffer.from(text), stranger.privateKey).toString('base64url')}`
}

/** A token whose secret is something everybody can read: our public key. */
const hmac = (alg: 'HS256' | 'HS512', secret: string | Buffer): string => {
  const text = `${encode({ alg, kid: publicKey.kid, typ: 'JWT' })}.${encode(claimsOf(person.token))}`
  return `${text}.${createHmac(alg.replace('HS', 'sha'), secret).update(text).digest('base64url')}`
}

const unsigned = (alg: string): string => `${encode({ alg, typ: 'JWT' })}.${encode(claimsOf(person.token))}.`

/** Our own signature under other words. */
const changed = (changes: object): string => {
  const [head, , signature] = partsOf(person.token)
  return `${head}.${encode({ ...claimsOf(person.token), ...changes })}.${signature}`
}

const jwkOf = () => stranger.publicKey.export({ format: 'jwk' })

const forgeries: readonly (readonly [string, () => string])[] = [
  ['has no signature (none)', () => unsigned('none')],
  ['has no signature (None)', () => unsigned('None')],
  ['has no signature (empty)', () => unsigned('')],
  ['lost its signature', () => `${partsOf(person.token).slice(0, 2).join('.')}.`],
  ['lost its last part', () => partsOf(person.token).slice(0, 2).join('.')],
  ['takes the public key for a secret', () => hmac('HS256', publicKey.x)],
  ['takes the bytes of the public key for a secret', () => hmac('HS256', Buffer.from(publicKey.x, 'base64url'))],
  ['takes nothing for a secret', () => hmac('HS512', '')],
  ['is signed by a stranger', () => signed({})],
  ['brings the key it was signed with', () => signed({ jwk: jwkOf() })],
  ['says where its key is', () => signed({ jku: 'http://127.0.0.1:1/keys.json' })],
  ['points its key at a file', () => signed({ kid: '../../../../dev/null' })],
  ['puts statements into its key', () => signed({ kid: "' union select 'x" })],
  ['demands what nobody knows', () => signed({ crit: ['exp'], exp: 1 })],
  [
    'is signed by RSA',
    () => {
      const text = `${encode({ alg: 'RS256', kid: publicKey.kid })}.${encode(claimsOf(person.token))}`
      return `${text}.${sign('sha256', Buffer.from(text), rsa.privateKey).toString('base64url')}`
    },
  ],
  ['was made somebody else’s', () => changed({ sub: neighbour.userId })],
  ['was moved to another church', () => changed({ church: claimsOf(neighbour.token)['church'] })],
  ['was made to last', () => changed({ exp: 4_102_444_800 })],
  ['was made of another time', () => changed({ epoch: 2 })],
  ['has an issuer of its own', () => signed({}, { iss: 'https://evil.example' })],
  ['is nothing but dots', () => '..'],
  ['is a word', () => 'administrator'],
  ['is a kilobyte of dots', () => '.'.repeat(1000)],
  ['is several kilobytes long', () => `${'A'.repeat(4000)}.${'A'.repeat(4000)}.x`],
]

describe('a token that', () => {
  it.each(forgeries)('%s opens nothing: neither by HTTP nor by socket', async (_attack, forge) => {
    const forger = person.api.with({ token: forge() })

    const { status, data, errors } = await forger.sendText('{ viewer { id } members { totalCount } }')
    const end = await tryToListen(forger).ended

    expect(status).toBe(401)
    expect(data?.['viewer'] ?? null).toBeNull()
    expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(new Set(['UNAUTHENTICATED']))
    expect(end).toMatchObject({ code: 4401 })
  })

  it('belongs to another church opens nothing, wherever it is shown', async () => {
    const forger = person.api.with({ token: neighbour.token })

    const byHttp = await forger.sendText('{ viewer { id } }')
    const bySocket = await tryToListen(forger).ended
    const byCentralHost = await forger
      .with({ host: 'api.localhost', headers: { 'x-church': church.church.subdomain } })
      .sendText('{ viewer { id } }')

    expect(byHttp).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    expect(byCentralHost).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    expect(bySocket).toMatchObject({ code: 4401 })
  })

  it('is shown anywhere but in its header is not seen', async () => {
    const nobody = church.stranger
    const shown = [
      nobody.with({ headers: { cookie: `token=${person.token}; accessToken=${person.token}` } }),
      nobody.with({ headers: { 'x-access-token': person.token } }),
      nobody.with({ headers: { authorization: `Basic ${person.token}` } }),
      nobody.with({ headers: { authorization: person.token } }),
      nobody.with({ headers: { authorization: `Bearer ${person.token}, Bearer ${person.token}` } }),
    ]

    for (const client of shown) expect((await client.sendText('{ viewer { id } }')).status).toBe(401)
    expect((await nobody.ask('POST', `/graphql?access_token=${person.token}`)).status).toBe(400)
  })
})
