import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { jobsDone } from '../testing/jobs-done.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'
import { removeUnfinishedUploads } from './index.js'

const clock = movableClock()
const world = await createWorld({ clock })

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

const photoOf = (background: string) =>
  sharp({ create: { width: 20, height: 10, channels: 3, background } })
    .jpeg()
    .toBuffer()

interface Upload {
  readonly uploadUrl: string | null
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[]
}

async function wanted(person: Person, memberId?: string): Promise<Upload> {
  const { data, errors } = await person.api.sendText(
    'mutation ($id: ID) { createMemberPhotoUpload(input: { memberId: $id }) { uploadUrl errors { code path } } }',
    memberId === undefined ? {} : { id: memberId },
  )
  expect(errors).toEqual([])
  return (data as { createMemberPhotoUpload: Upload }).createMemberPhotoUpload
}

const urlFor = async (person: Person, memberId?: string): Promise<string> =>
  (await wanted(person, memberId)).uploadUrl ?? 'about:blank'

/** The link as it is, but for the host: a name that the machine running tests need not know. */
function follow(url: string, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(url)
  return fetch(`http://127.0.0.1:${world.port}${pathname}${search}`, init)
}

const put = async (url: string, body: Buffer | string): Promise<number> =>
  (await follow(url, { method: 'PUT', body: typeof body === 'string' ? body : new Uint8Array(body) })).status

async function photoUrl(person: Person, id: string): Promise<string | null> {
  const { data } = await person.api.sendText('query ($id: ID!) { member(id: $id) { photo { url expiresAt } } }', { id })
  return (data as { member: { photo: { url: string } | null } }).member.photo?.url ?? null
}

const documents = (of = church) =>
  of.write((db) => db.selectFrom('document').selectAll().orderBy('created_at').execute())
const actions = async (of = church) =>
  (await of.write((db) => db.selectFrom('audit_log').select('action').execute())).map(({ action }) => action)

describe('a photo', () => {
  it('is sent by a link and seen by a link, as a picture and nothing else', async () => {
    const { id } = await church.member()
    expect(await photoUrl(admin, id)).toBeNull()

    expect(await put(await urlFor(admin, id), await photoOf('red'))).toBe(201)

    const url = (await photoUrl(admin, id)) ?? ''
    const answer = await follow(url)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      ...{ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'content-disposition': 'inline' },
      ...{ 'content-security-policy': "default-src 'none'; sandbox", 'cross-origin-resource-policy': 'cross-origin' },
      'cache-control': expect.stringMatching(/^private, max-age=(29\d|2[4-8]\d|300), immutable$/) as string,
    })
    expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({ width: 20, height: 10 })
    expect(await photoUrl(admin, id)).toBe(url)
    const [row] = (await documents()).filter((document) => document.member_id === id)
    expect(row).toMatchObject({ category: 'PHOTO', status: 'READY', mime_type: 'JPEG', uploaded_by: admin.userId })
  })

  it('is changed and removed by members themselves, of others by members.write only', async () => {
    const [person, other] = [await church.person('MEMBER'), await church.person('MEMBER')]
    const own = person.memberId ?? ''

    expect(await put(await urlFor(person), await photoOf('blue'))).toBe(201)
    const { data } = await person.api.sendText('{ myProfile { photo { url } } }')
    expect(data).toMatchObject({ myProfile: { photo: { url: expect.stringContaining('/api/v1/photos/') as string } } })
    const asked = `createMemberPhotoUpload(input: { memberId: "${own}" }) { uploadUrl errors { code } }`
    expect((await other.api.sendText(`mutation { ${asked} }`)).errors[0]?.extensions?.code).toBe('FORBIDDEN')
    const remove = (by: Person, memberId: string) =>
      by.api.sendText(`mutation { removeMemberPhoto(input: { memberId: "${memberId}" }) { errors { code path } } }`)
    expect((await remove(other, own)).errors[0]?.extensions?.code).toBe('FORBIDDEN')

    const seen = (await photoUrl(person, own)) ?? ''
    expect((await remove(admin, own)).data).toEqual({ removeMemberPhoto: { errors: [] } })
    expect((await follow(seen)).status).toBe(404)
    const again = { removeMemberPhoto: { errors: [{ code: 'NOT_ALLOWED_NOW', path: ['memberId'] }] } }
    expect((await remove(admin, own)).data).toEqual(again)
  })

  it('is asked for nobody who is not there, nor for who was erased', async () => {
    const notFound = { uploadUrl: null, errors: [{ code: 'NOT_FOUND', path: ['memberId'] }] }
    expect(await wanted(admin)).toEqual(notFound)
    expect(await wanted(admin, crypto.randomUUID())).toEqual(notFound)
    const neighbour = await world.church()
    expect(await wanted(admin, (await neighbour.member()).id)).toEqual(notFound)

    const { id } = await church.member()
    const late = await urlFor(admin, id)
    await church.write((db) => db.updateTable('member').set({ status: 'ERASED' }).where('id', '=', id).execute())
    expect((await wanted(admin, id)).errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['memberId'] }])
    expect(await put(late, await photoOf('red'))).toBe(404)
  })

  it('takes the place of the one before, whose bytes are removed', async () => {
    const own = await world.church()
    const boss = await own.person('ADMIN', { onRoll: false })
    const { id } = await own.member()
    await put(await urlFor(boss, id), await photoOf('red'))
    const [{ storage_key: name } = { storage_key: null }] = await documents(own)
    const before = (await photoUrl(boss, id)) ?? ''

    expect(await put(await urlFor(boss, id), await photoOf('green'))).toBe(201)

    expect(await photoUrl(boss, id)).not.toBe(before)
    expect((await follow(before)).status).toBe(404)
    await world.startJobs()
    await jobsDone(world, own.church.placeKey)
    const { files } = world.app.parts
    expect(await files.get({ church: own.church.placeKey, name: name ?? '' })).toBeNull()
    expect(await documents(own)).toHaveLength(1)
    expect(await actions(own)).toEqual(expect.arrayContaining(['member.uploadPhoto', 'member.changePhoto']))
  })

  it('goes with a member who is erased, and moves with one who is merged', async () => {
    const own = await world.church()
    const boss = await own.person('ADMIN', { onRoll: false })
    const [kept, merged] = [await own.member(), await own.member()]
    await put(await urlFor(boss, merged.id), await photoOf('red'))
    const act = (text: string) => boss.api.sendText(`mutation { ${text} }`)
    const password = `password: "${testPassword}"`

    await act(
      `mergeMembers(input: { keptId: "${kept.id}", mergedId: "${merged.id}", ${password} }) { errors { code } }`,
    )
    const url = (await photoUrl(boss, kept.id)) ?? ''
    expect((await follow(url)).status).toBe(200)
    const [row] = await documents(own)
    expect(row).toMatchObject({ member_id: kept.id })

    await act(`eraseMember(input: { id: "${kept.id}", ${password} }) { errors { code } }`)
    expect((await follow(url)).status).toBe(404)
    await world.startJobs()
    await jobsDone(world, own.church.placeKey)
    expect(await documents(own)).toEqual([])
    const place = { church: own.church.placeKey, name: row?.storage_key ?? '' }
    expect(await world.app.parts.files.get(place)).toBeNull()
  })

  it('costs a page of members no statement', async () => {
    const count = async (field: string) =>
      (await statementsOf(() => admin.api.sendText(`{ members(first: 50) { nodes { id ${field} } } }`))).length

    // Whoever asks for the first time is looked up.
    await count('')
    expect(await count('photo { url }')).toBe(await count(''))
  })
})

describe('a link to a photo', () => {
  it('takes one photo, once, whoever races', async () => {
    const { id } = await church.member()
    const url = await urlFor(admin, id)
    const photos = await Promise.all(['red', 'green', 'blue', 'white'].map(photoOf))

    const statuses = await Promise.all(photos.map((photo) => put(url, photo)))

    expect(statuses.toSorted()).toEqual([201, 404, 404, 404])
    const bytes = Buffer.from(await (await follow((await photoUrl(admin, id)) ?? '')).arrayBuffer())
    const [row] = (await documents()).filter((document) => document.member_id === id)
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).equals(row?.sha256 ?? Buffer.alloc(0))).toBe(true)
    expect(await put(url, photos[0] ?? '')).toBe(404)
  })

  it.each([
    ['a page', '<html><script>alert(1)</script></html>', 415],
    ['nothing', '', 415],
    ['more than 5 MB', 'x'.repeat(5 * 1024 * 1024 + 1), 413],
  ])('takes no %s', async (_name, body, status) => {
    const { id } = await church.member()
    const url = await urlFor(admin, id)

    const answer = await follow(url, { method: 'PUT', body, headers: { 'content-type': 'image/png' } })

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await photoUrl(admin, id)).toBeNull()
  })

  it('leads nowhere when it is over, changed, of another use or of another church', async () => {
    const { id } = await church.member()
    const write = await urlFor(admin, id)
    await put(write, await photoOf('red'))
    const url = (await photoUrl(admin, id)) ?? ''
    const changed = (change: (url: URL) => void): string => {
      const other = new URL(url)
      change(other)
      return other.href
    }
    const neighbour = await world.church()
    const wrong = [
      changed(({ searchParams }) => searchParams.set('church', neighbour.church.subdomain)),
      changed(({ searchParams }) => searchParams.set('expires', String(Number(searchParams.get('expires')) + 1))),
      changed(({ searchParams }) => searchParams.set('signature', 'x')),
      changed(({ searchParams }) => searchParams.delete('signature')),
      changed((other) => (other.pathname = other.pathname.replace(/[^/]+$/, crypto.randomUUID()))),
      changed((other) => (other.pathname = other.pathname.replace(/[^/]+$/, 'x'))),
      write,
    ]

    expect((await follow(url)).status).toBe(200)
    for (const other of wrong) expect((await follow(other)).status).toBe(404)
    expect(await put(url, await photoOf('blue'))).toBe(404)
    clock.forward(301)
    expect((await follow(url)).status).toBe(404)
  })
})

describe('an upload that nobody finished', () => {
  it('is removed at night with its bytes, an hour later', async () => {
    const own = await world.church()
    const boss = await own.person('ADMIN', { onRoll: false })
    const { id } = await own.member()
    await put(await urlFor(boss, id), await photoOf('red'))
    await wanted(boss, id)
    await put(await urlFor(boss, id), 'no photo')
    const place = { church: own.church.placeKey, name: 'half-of-it' }
    await world.app.parts.files.put(place, Buffer.from('x'))
    await own.write((db) =>
      db.updateTable('document').set({ storage_key: place.name }).where('status', '=', 'UPLOADING').execute(),
    )
    const { parts } = world.app
    const lobby = {
      // The process dies before it has removed anything that is no row.
      files: { ...parts.files, remove: () => Promise.reject(new Error('the process died here')) },
      ...{ catalogue: parts.gate.catalogue(), clock: parts.clock, log: parts.log },
      inChurch: <T>(at: { cell: string; key: string }, work: (db: never) => Promise<T>) =>
        parts.gate.church(at).transaction(work as never, () => true),
    }
    const run = () => removeUnfinishedUploads.run(lobby as never)

    await run()
    expect(await documents(own)).toHaveLength(3)
    await own.write((db) =>
      db
        .updateTable('document')
        .set({ created_at: addSeconds(clock.now(), -3700) })
        .execute(),
    )
    await run()

    expect((await documents(own)).map(({ status }) => status)).toEqual(['READY'])
    await world.startJobs()
    await jobsDone(world, own.church.placeKey)
    expect(await parts.files.get(place)).toBeNull()
    expect(await photoUrl(boss, id)).not.toBeNull()
  })
})
