import { request } from 'node:http'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { importNow, openImport, previewed, sendFile } from '../testing/import-bed.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'
import { openRefusedRows } from './pour-refused-rows.js'

const clock = movableClock()
const world = await createWorld({ clock })
await world.startJobs()
const small = 'First Name,Last Name\nAma,Mensah\n'

const rowsLeft = (church: ChurchWorld) =>
  church.write(async (db) => (await db.selectFrom('member_import_row').select('row_no').execute()).length)

function download(church: ChurchWorld, { token }: { readonly token: string | null }, path: string) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const host = `${church.church.subdomain}.localhost:${world.port}`
    const headers = { host, ...(token && { authorization: `Bearer ${token}` }) }
    request({ port: world.port, host: '127.0.0.1', path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
      .on('error', reject)
      .end()
  })
}

describe('the address of a file', () => {
  it('takes one file, in its own church, for a quarter of an hour', async () => {
    const [church, other] = [await world.church(), await world.church()]
    const person = await church.person('ADMIN')
    const { id, path } = await openImport(person)
    expect((await sendFile(other, path, small)).status).toBe(403)
    expect((await sendFile(church, `${path}x`, small)).status).toBe(403)
    expect((await sendFile(church, path.replace(id, 'x'), small)).status).toBe(403)
    expect(await rowsLeft(church)).toBe(0)
    expect(await sendFile(church, path, small)).toMatchObject({ status: 200, answer: { rowCount: 1, errors: [] } })
    expect((await sendFile(church, path, small)).status).toBe(403)
    expect(await rowsLeft(church)).toBe(1)

    const late = await openImport(person)
    clock.forward(901)
    expect((await sendFile(church, late.path, small)).status).toBe(403)
  })

  it('is at the host where the client has reached the server, and says there whose file it takes', async () => {
    const church = await world.church()
    const person = await church.person('ADMIN')
    const { subdomain } = church.church
    const central = { ...person, api: person.api.with({ host: 'api.localhost', headers: { 'x-church': subdomain } }) }
    const text = 'mutation { createMemberImport(input: { fileName: "x" }) { uploadUrl } }'
    const { data } = await central.api.sendText(text)
    const url = new URL((data as { createMemberImport: { uploadUrl: string } }).createMemberImport.uploadUrl)
    expect([url.host, url.searchParams.get('church')]).toEqual([`api.localhost:${world.port}`, subdomain])
    const stranger = central.api.with({ token: null, headers: {} })
    expect((await stranger.ask('PUT', url.pathname + url.search)).status).toBe(422)
    const file = await stranger.with({ host: `other.localhost` }).ask('PUT', url.pathname + url.search)
    expect(file.status).not.toBe(200)
  })

  it('takes one file of ten that come at once', async () => {
    const church = await world.church()
    const { path } = await openImport(await church.person('ADMIN'))
    const answers = await Promise.all(Array.from({ length: 10 }, () => sendFile(church, path, small)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(9).fill(403)])
    expect(await rowsLeft(church)).toBe(1)
  })

  it('is given ten times an hour, and to those who manage members alone', async () => {
    const church = await world.church()
    const [admin, pastor] = [await church.person('ADMIN'), await church.person('PASTOR')]
    const open = 'mutation { createMemberImport(input: { fileName: "x" }) { errors { code } } }'
    expect((await pastor.api.sendText(open)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    for (let at = 0; at < 10; at += 1) expect((await admin.api.sendText(open)).errors).toEqual([])
    expect((await admin.api.sendText(open)).errors).toMatchObject([{ extensions: { code: 'THROTTLED' } }])
    const long = `mutation { createMemberImport(input: { fileName: "${'x'.repeat(256)}" }) { errors { code } } }`
    expect((await admin.api.sendText(long)).data).toEqual({ createMemberImport: { errors: [{ code: 'TOO_LONG' }] } })
  })
})

describe('a file that cannot be imported', () => {
  const wide = `${'x'.repeat(50)},${'y'.repeat(50)}`
  it.each([
    ['CSV_UNCLOSED_QUOTE', `${small}${`${wide}\n`.repeat(3000)}"Kofi,Mensah\n${`${wide}\n`.repeat(30_000)}`],
    ['CSV_BROKEN', `${small}${`${wide}\n`.repeat(3000)}"Kofi"x,Mensah\n`],
    ['FILE_IS_ARCHIVE', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(20_000_000)])],
    ['HEADINGS_REPEATED', 'Email,Email\na@people.example,b@people.example\n'],
    ['FILE_EMPTY', 'First Name,Last Name\n'],
    ['JSON_UNKNOWN', '{"people":[]}'],
  ])('is answered with %s, and nothing of it is left', async (code, file) => {
    const church = await world.church()
    const person = await church.person('ADMIN')
    const { id, path } = await openImport(person)
    const { status, answer } = await sendFile(church, path, file)
    expect({ status, answer }).toMatchObject({ status: 422, answer: { errors: [{ extensions: { code } }] } })
    expect(await importNow(person, id)).toMatchObject({ status: 'REJECTED', fault: { code } })
    expect(await rowsLeft(church)).toBe(0)
  })

  it('is told so when its connection breaks', async () => {
    const church = await world.church()
    const person = await church.person('ADMIN')
    const { id, path } = await openImport(person)
    await new Promise<void>((resolve) => {
      const host = `${church.church.subdomain}.localhost:${world.port}`
      const headers = { host, 'content-length': 1_000_000 }
      const sent = request({ port: world.port, host: '127.0.0.1', path, method: 'POST', headers })
      sent.on('error', () => resolve())
      sent.write(`${small}${'Kofi,Mensah\n'.repeat(5000)}`)
      setTimeout(() => sent.destroy(), 300)
    })
    await expect
      .poll(() => importNow(person, id), { timeout: 10_000 })
      .toMatchObject({ status: 'REJECTED', fault: { code: 'FILE_CUT_SHORT' } })
    expect(await rowsLeft(church)).toBe(0)
  })
})

describe('refused rows', () => {
  const path = (id: string) => `/api/v1/imports/${id}/refused-rows`

  it('are downloaded as they stood, with the reason, and nothing in them is computed', async () => {
    const church = await world.church()
    const person: Person = await church.person('ADMIN')
    const file = 'First Name,Last Name,Email,=Note\nAma,Mensah,no address,=1+1\nKofi,Mensah,,\n'
    const { id } = await previewed({ church, person }, file)
    const { status, text } = await download(church, person, path(id))
    expect(status).toBe(200)
    expect(text).toBe(
      "\uFEFFFirst Name,Last Name,Email,'=Note,Row,Code,Column,Reason\r\n" +
        "Ama,Mensah,no address,'=1+1,2,INVALID,Email,This is not an e-mail address.\r\n",
    )
  })

  it('keep no connection while their reader takes nothing', async () => {
    const church = await world.church()
    const person: Person = await church.person('ADMIN')
    const { id } = await previewed({ church, person }, 'First Name,Last Name,Email\nAma,Mensah,no address\n')
    const [took, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = new Writable({
      write(_chunk, _encoding, done) {
        took.resolve()
        void goesOn.promise.then(() => done())
      },
    })

    await church.as(person, async (ctx) => {
      const file = await openRefusedRows(ctx, id)
      const poured = file?.pour(slow)
      await took.promise
      const waiting = async () => {
        const { rows } = await world.database.owner.query<{ query: string }>(
          `select query from pg_stat_activity where state like 'idle in transaction%' and query like '%member_import_row%'`,
        )
        return rows
      }
      await expect.poll(waiting, { timeout: 5000 }).toEqual([])
      goesOn.resolve()
      await poured
    })
  })

  it('are nobody else’s', async () => {
    const [church, other] = [await world.church(), await world.church()]
    const person = await church.person('ADMIN')
    const { id } = await openImport(person)
    expect((await download(church, { token: null }, path(id))).status).toBe(401)
    expect((await download(church, await church.person('PASTOR'), path(id))).status).toBe(403)
    expect((await download(other, await other.person('ADMIN'), path(id))).status).toBe(404)
    expect((await download(church, person, path('x'))).status).toBe(404)
  })
})
