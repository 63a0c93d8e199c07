import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Api } from '../testing/api.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const { port } = world

/** Whoever asks from outside any church. */
const anybody = new Api({ port, host: '127.0.0.1', token: null })

describe('/health/', () => {
  it.each(['/health/', '/health'])('says at %s that database and live channel are there', async (path) => {
    const { status, text } = await anybody.ask('GET', path)

    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ ok: true, database: true, live: true })
  })

  it('says no from the moment that the server is to stop', async () => {
    const second = await world.secondApp()
    const api = anybody.with({ port: second.port })

    second.app.health.startDraining()

    const { status, text } = await api.ask('GET', '/health/')
    expect(status).toBe(503)
    expect(JSON.parse(text)).toEqual({ ok: false, database: true, live: true })
  })
})

describe('/.well-known/jwks.json', () => {
  it('holds the public key that verifies our tokens, and nothing private', async () => {
    const { token } = await (await world.church()).person('MEMBER')

    const { status, headers, text } = await anybody.ask('GET', '/.well-known/jwks.json')

    const { keys } = JSON.parse(text) as { keys: Record<string, string>[] }
    const [key = {}] = keys
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=300'])
    expect(keys).toHaveLength(1)
    expect(key).not.toHaveProperty('d')
    const [head, body, signature = ''] = token.split('.')
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' })
    const isOurs = verify(null, Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url'))
    expect(isOurs).toBe(true)
  })
})
