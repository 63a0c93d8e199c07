import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { giveRole } from '../access/index.js'
import { addUser, hashPassword } from '../identity/index.js'
import { systemClock } from '../platform/clock.js'
import { newId } from '../platform/ids.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { findOrInstall } from '../testing/installed-binary.js'
import { baseDomain, createWorld } from '../testing/world.js'
import { demoPassword } from './demo/make-demo.js'

// A page takes seconds on a busy machine; a new one installs Chromium first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 })

const { app, port, ...world } = await createWorld()

let browser: Browser
beforeAll(async () => {
  const executablePath = await findOrInstall({ binary: 'chromium', package: 'chromium' })
  browser = await chromium.launch({ executablePath, args: chromiumFlags })
})

afterAll(() => browser.close())

// Its own services would call their makers' hosts; and no name but ours is looked up.
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
]

/** What the pages of a test asked of other hosts, or were kept from asking by their policy. */
const foreign: string[] = []
const contexts: BrowserContext[] = []

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  await eventually(() => app.parts.live.counts().sockets).toBe(0)
  expect(foreign.splice(0)).toEqual([])
})

/** Opens `path` of `host`, in a browser that was never there; nothing reaches another host. */
async function open(host: string, path = '/explorer'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 850 } })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const own = `${host}:${port}`
  await context.route(
    (url) => url.host !== own,
    (route) => {
      foreign.push(route.request().url())
      return route.abort()
    },
  )
  page.on('websocket', (socket) => {
    if (socket.url() !== `ws://${own}/graphql`) foreign.push(socket.url())
  })
  await page.exposeFunction('tellBlocked', (address: string) => {
    if (address.includes(':')) foreign.push(address)
  })
  await page.addInitScript(`addEventListener('securitypolicyviolation', ({ blockedURI }) => tellBlocked(blockedURI))`)
  await page.goto(`http://${own}${path}`)
  return page
}

/** A new church, whose administrator signs in as those of the demo do. */
async function newChurch(): Promise<ChurchWorld> {
  const made = await world.church()
  const { id, cell, placeKey, subdomain } = made.church
  const user = { id: newId(systemClock), churchId: id, email: `admin@${subdomain}.demo`, name: 'Ann Wood' }
  const passwordHash = await hashPassword(demoPassword)
  await app.parts.gate.control(id).write((db) => addUser(db, { ...user, passwordHash }))
  await app.parts.gate.church({ cell, key: placeKey }).transaction(
    (db) => giveRole(db, systemClock, { userId: user.id, role: 'ADMIN' }),
    () => true,
  )
  return made
}

const hostOf = ({ church }: ChurchWorld): string => `${church.subdomain}.${baseDomain}`

const bringToFront = (page: Page, title: string): Promise<void> =>
  page.locator('app-window-switcher-item', { hasText: title }).click()

/** Brings a prepared window to the front, and sends what is in it. */
async function send(page: Page, title: string, field: string): Promise<void> {
  await bringToFront(page, title)
  await page.locator('app-query-editor', { hasText: field }).waitFor()
  await page.getByRole('button', { name: 'Send Request' }).click()
}

/** Resolves when the window in front shows `text` among its results. */
const shows = (page: Page, text: string): Promise<void> => page.locator('app-query-result', { hasText: text }).waitFor()

/** Sends the prepared sign-in as it is, and resolves when its token is kept. */
async function signIn(page: Page): Promise<void> {
  await send(page, '1 Sign in', 'signIn')
  await page.getByText('Updated active environment variables: accessToken').waitFor()
}

/** Sends the prepared subscription, and resolves when the server listens for it. */
async function listen(page: Page): Promise<void> {
  const { sockets } = app.parts.live.counts()
  await send(page, '3 Listen', 'notificationAdded')
  await eventually(() => app.parts.live.counts().sockets).toBe(sockets + 1)
}

const createEvent = `mutation ($input: CreateEventInput!) { createEvent(input: $input) { errors { code } } }`
const times = { startsAt: '2031-06-01T18:00:00Z', endsAt: '2031-06-01T20:00:00Z' }

it('shows the schema, signs in, queries, and hears of events, by sending what is prepared', async () => {
  const church = await newChurch()
  const { subdomain, name } = church.church
  const page = await open(hostOf(church))
  await page.locator('.window-switcher__item--active', { hasText: '1 Sign in' }).waitFor()

  await page.getByRole('button', { name: 'Docs' }).click()
  await page.locator('app-doc-viewer').getByText('Mutation').click()
  await page.locator('app-doc-viewer', { hasText: 'createEvent' }).waitFor()

  await signIn(page)
  await shows(page, `"email": "admin@${subdomain}.demo"`)
  await send(page, '2 Look around', 'viewer')
  await shows(page, `"name": "${name}"`)

  await listen(page)
  const { api } = await church.person('ADMIN')
  const { data } = await api.sendText(createEvent, { input: { title: 'Night of song', ...times } })
  expect(data).toEqual({ createEvent: { errors: [] } })
  await shows(page, '"title": "New event: Night of song"')

  const { sockets } = app.parts.live.counts()
  await send(page, '4 Watch changes', 'resourceChanged')
  await shows(page, '"resync": true')
  await send(page, '5 Create an event', 'createEvent')
  await shows(page, '"title": "Evening of praise"')
  await bringToFront(page, '4 Watch changes')
  await shows(page, '"kind": "EVENT"')
  expect(app.parts.live.counts().sockets).toBe(sockets)
})

it('is still signed in after a reload, and offers to listen again', async () => {
  const church = await newChurch()
  const page = await open(hostOf(church))
  await signIn(page)
  await listen(page)
  // Altair writes down what it remembers a second later.
  await eventually(() => remembered(page)).toContain('"isSubscribed":true')

  await page.reload()
  await eventually(() => app.parts.live.counts().sockets).toBe(0)
  await listen(page)

  await church.event({ title: 'After the reload' })
  await shows(page, '"title": "New event: After the reload"')
})

it('works at the central host for the church that its address names, and begins anew for another', async () => {
  const [church, neighbour] = [await newChurch(), await newChurch()]
  const page = await open('127.0.0.1', `/explorer?church=${church.church.subdomain}`)

  await signIn(page)
  await listen(page)
  await church.event({ title: 'From the centre' })
  await shows(page, '"title": "New event: From the centre"')

  await page.goto(`http://127.0.0.1:${port}/explorer?church=${neighbour.church.subdomain}`)
  await send(page, '2 Look around', 'viewer')
  await shows(page, '"code": "UNAUTHENTICATED"')
})

/** What Altair has written down of its windows. */
const remembered = (page: Page): Promise<string> =>
  page.evaluate<string>(`new Promise((resolve) => {
    const opening = indexedDB.open('AltairDB')
    opening.onsuccess = () => {
      const reading = opening.result.transaction('appState').objectStore('appState').getAll()
      reading.onsuccess = () => {
        opening.result.close()
        resolve(reading.result.map(({ value }) => value).join())
      }
    }
  })`)
