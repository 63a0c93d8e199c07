import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { importNow, openImport } from '../../testing/import-bed.js'
import { connectRaw, type RawConnection } from '../../testing/raw-connection.js'
import { createWorld } from '../../testing/world.js'

// A file has longer than any other request, as long as something of it comes.
const world = await createWorld({ patience: { headers: 500, request: 800, upload: 6000, silence: 2000 } })
const connections: RawConnection[] = []
afterAll(() => {
  for (const connection of connections) connection.close()
})

interface Upload {
  readonly church: ChurchWorld
  readonly person: Person
  readonly id: string
  readonly connection: RawConnection
}

/** Somebody who has begun to send a file of so many bytes. */
async function begin(length: number, change: (path: string) => string = (path) => path): Promise<Upload> {
  const church = await world.church()
  const person = await church.person('ADMIN')
  const { id, path } = await openImport(person)
  const connection = await connectRaw(world.port)
  connections.push(connection)
  const host = `${church.church.subdomain}.localhost`
  connection.send(`PUT ${change(path)} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${length}\r\n\r\n`)
  return { church, person, id, connection }
}

/** Sends a text piece by piece, with pauses. */
async function trickle({ connection }: Upload, pieces: readonly string[], pause: number): Promise<void> {
  for (const piece of pieces) {
    connection.send(piece)
    await sleep(pause)
  }
}

const fileOf = (rows: number) => ['First Name,Last Name\n', ...Array.from({ length: rows }, (_, at) => `Ama,M${at}\n`)]

describe('a file', () => {
  it('may take longer than any other request while it keeps coming', async () => {
    const pieces = fileOf(8)
    const upload = await begin(pieces.join('').length)
    await trickle(upload, pieces, 300)
    await expect.poll(() => upload.connection.received()).toContain('"rowCount":8')
    expect(await importNow(upload.person, upload.id)).toMatchObject({ status: 'RECEIVED', rowCount: 8 })
  })

  it('is given up when nothing of it comes, and nothing of it is kept', async () => {
    const upload = await begin(1_000_000)
    await trickle(upload, fileOf(3), 0)
    expect(await upload.connection.ended).toMatch(/^HTTP\/1\.1 408 /)
    await expect
      .poll(() => importNow(upload.person, upload.id))
      .toMatchObject({ status: 'REJECTED', fault: { code: 'FILE_CUT_SHORT' } })
  })

  it('is given up when it never ends, however much of it comes', async () => {
    const upload = await begin(1_000_000)
    const timer = setInterval(() => upload.connection.send('Ama,Mensah\n'), 200)
    try {
      await upload.connection.ended
    } finally {
      clearInterval(timer)
    }
    await expect.poll(() => importNow(upload.person, upload.id)).toMatchObject({ status: 'REJECTED' })
  }, 15_000)

  it('that nobody wants has no more time than another request', async () => {
    const upload = await begin(1_000_000, (path) => path.replace('token=', 'token=x'))
    const timer = setInterval(() => upload.connection.send('Ama,Mensah\n'), 50)
    try {
      expect(await upload.connection.ended).toMatch(/^HTTP\/1\.1 403 /)
    } finally {
      clearInterval(timer)
    }
  })
})
