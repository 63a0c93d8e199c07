import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mountExplorer } from './explorer.js'

const app = express()
mountExplorer(app)
const server = createServer(app)

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
})

interface Page {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

// fetch() would tidy paths up and choose the host itself.
function get(path: string, host = 'olamchurch.localhost:4000'): Promise<Page> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}

const policyOf = ({ headers }: Page): string => String(headers['content-security-policy'])
const nonceOf = (page: Page): string => /script-src 'self' 'nonce-([^']+)'/.exec(policyOf(page))?.[1] ?? ''
const linksOf = ({ text }: Page): string[] =>
  [...text.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, link]) => link ?? '')

describe('the page', () => {
  it.each(['/explorer', '/explorer/', '/explorer?church=olamchurch'])(
    'is served at %s under a strict policy',
    async (path) => {
      const page = await get(path)

      expect(page.status).toBe(200)
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      expect(policyOf(page).split('; ')).toEqual([
        "default-src 'self'",
        `script-src 'self' 'nonce-${nonceOf(page)}'`,
        `style-src 'self' 'nonce-${nonceOf(page)}'`,
        "img-src 'self' data:",
        "connect-src 'self' ws://olamchurch.localhost:4000 wss://olamchurch.localhost:4000",
        "worker-src 'self'",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ])
    },
  )

  it('carries a fresh nonce, which all it has inline bears', async () => {
    const [page, another] = [await get('/explorer'), await get('/explorer')]

    expect(nonceOf(page)).toMatch(/^[\w+/]{24}$/)
    expect(nonceOf(another)).not.toBe(nonceOf(page))
    const inline = page.text.match(/<(script|style)\b(?![^>]* src=)[^>]*>/g) ?? []
    expect(inline).toHaveLength(3)
    for (const tag of inline) expect(tag).toContain(` nonce="${nonceOf(page)}"`)
  })

  it('differs by nothing but the nonce between hosts, and repeats nothing of the request', async () => {
    const page = await get('/explorer')
    const other = await get('/explorer?church=%3C/script%3E&a=</script>', '127.0.0.1:81')

    expect(other.text.replaceAll(nonceOf(other), '')).toBe(page.text.replaceAll(nonceOf(page), ''))
  })

  it.each([
    "olamchurch.localhost; script-src * 'unsafe-inline'",
    'olamchurch.localhost, *',
    'olamchurch.localhost *',
    '*.localhost',
    '"><script>alert(1)</script>',
    'olamchurch.localhost:99999999',
    'user@olamchurch.localhost',
  ])('is refused to the host %j', async (host) => {
    const page = await get('/explorer', host)

    expect(page.status).toBe(400)
    expect(policyOf(page)).toBe("default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'")
    expect(page.text).not.toContain('script')
  })

  it.each(['gracechurch.faithflow.example', 'api.localhost.', '192.168.1.5:4000', '[::1]:4000'])(
    'lets its scripts open sockets to %s and nowhere else',
    async (host) => {
      const page = await get('/explorer', host)

      expect(policyOf(page)).toContain(`connect-src 'self' ws://${host} wss://${host};`)
    },
  )
})

const [slash, backslash] = ['%2f', '%5c']

describe('the files', () => {
  it('are all there, of the same host, and none of them names another to load from', async () => {
    const page = await get('/explorer')

    for (const link of linksOf(page).filter((link) => link !== '/explorer/')) {
      expect(link).toMatch(/^[\w./-]+$/)
      const file = await get(`/explorer/${link}`)
      expect([link, file.status]).toEqual([link, 200])
      expect(file.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' })
    }
    const { text } = await get('/explorer/styles.css')
    expect(text.match(/@import|url\(\s*["']?(?:https?:)?\/\//g)).toBeNull()
  })

  it.each([
    '/explorer/../package.json',
    `/explorer/..${slash}..${slash}package.json`,
    '/explorer/%2e%2e/%2e%2e/package.json',
    '/explorer/assets/../../index.js',
    `/explorer/assets/..${slash}..${slash}index.js`,
    `/explorer/assets/..${backslash}..${backslash}index.js`,
    '/explorer/media//etc/passwd',
    '/explorer/%00.js',
    '/explorer/assets/',
  ])('end at their folder: nothing is at %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it.each([
    '/explorer/index.html',
    '/explorer/iframe-sandbox/index.html',
    '/explorer/assets/../iframe-sandbox/index.html',
    `/explorer/assets/..${slash}iframe-sandbox/index.html`,
    `/explorer/assets/i18n/..${slash}..${slash}index.html`,
  ])('leave out what would run without our policy: %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })
})
