import { afterEach, describe, expect, it } from 'vitest'
import { cellsBed } from '../testing/cells-bed.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { listen } from '../testing/listener.js'
import { hashesIn, stopMoveAt, type StoppedMove, writableIn } from '../testing/moving-church.js'
import { ownDatabase } from '../testing/own-database.js'

const { url, westUrl, owner, west } = await ownDatabase()
await owner.query('delete from control.church')
const environment = { DATABASE_URL: url, CELL_WEST_DATABASE_URL: westUrl }
const bed = await cellsBed(environment)

const stopped: StoppedMove[] = []
afterEach(async () => {
  for (const move of stopped.splice(0)) await move.kill()
})

let made = 0
/** A church in the cell `main` with some people and events. */
async function churchInMain(): Promise<ChurchWorld> {
  made += 1
  const church = await bed.church(`moving-${made}`, 'main')
  await church.ministry([(await church.member({ lastName: 'Zoë\t\\.\n"' })).id])
  for (const title of ['One', 'Two']) await church.event({ title })
  return church
}

const stopAt = async (church: ChurchWorld, step: Parameters<typeof stopMoveAt>[1]['step']): Promise<StoppedMove> => {
  const move = await stopMoveAt(environment, { subdomain: church.church.subdomain, to: 'west', step })
  stopped.push(move)
  return move
}

const move = (church: ChurchWorld, ...words: readonly string[]) =>
  bed.faithflow('church', 'move', church.church.subdomain, ...words)
const hashes = (church: ChurchWorld, cell: string) => hashesIn(bed.database, cell, church.church.placeKey)
const writable = async ({ church }: ChurchWorld) => ({
  main: await writableIn(bed.database, 'main', church.placeKey),
  west: await writableIn(bed.database, 'west', church.placeKey),
})
const createEvent = `mutation { createEvent(input: {
  title: "New", startsAt: "2031-06-01T18:00:00Z", endsAt: "2031-06-01T20:00:00Z" }) { event { id } errors { code } } }`

describe('church move', () => {
  it('carries a church to another cell, equal by hash, and leaves a frozen copy until it is dropped', async () => {
    const church = await churchInMain()
    const admin = await church.person('ADMIN')
    const before = await hashes(church, 'main')
    const open = (await writable(church)).main

    const { code, printed } = await move(church, '--to', 'west', '--json')

    expect([code, JSON.parse(printed)]).toEqual([
      0,
      { subdomain: church.church.subdomain, outcome: 'MOVED', cell: 'west', leftIn: ['main'] },
    ])
    expect(await hashes(church, 'west')).toEqual(before)
    expect(await writable(church)).toEqual({ main: 0, west: open })
    expect((await bed.find(church.church.subdomain)).church.cell).toBe('west')
    expect((await admin.api.sendText(createEvent)).data).toMatchObject({ createEvent: { errors: [] } })
    const dropped = await bed.faithflow('church', 'drop-copies', church.church.subdomain)
    expect([dropped.code, dropped.printed]).toEqual([0, 'Removed from main.\n'])
    expect(await writable(church)).toEqual({ main: null, west: open })
    expect((await admin.api.sendText(createEvent)).data).toMatchObject({ createEvent: { errors: [] } })
  })

  it('lets people read meanwhile, and answers writes by a code of its own', async () => {
    const church = await churchInMain()
    const { api } = await church.person('ADMIN')
    const halted = await stopAt(church, 'COMPARING')

    const read = await api.sendText('{ events { totalCount } viewer { name } }')
    const written = await api.sendText(createEvent)

    expect([read.status, read.data]).toMatchObject([200, { events: { totalCount: 2 } }])
    expect([written.status, written.headers['retry-after']]).toEqual([503, '30'])
    expect(written.errors).toMatchObject([{ extensions: { code: 'CHURCH_MOVING' } }])
    expect(await writable(church)).toEqual({ main: 0, west: 0 })
    await halted.kill()
    expect((await eventuallyMove(church, '--to', 'west')).code).toBe(0)
    expect((await api.sendText(createEvent)).data).toMatchObject({ createEvent: { errors: [] } })
  })

  it('is written after the move even by a process that has not heard of it', async () => {
    const church = await churchInMain()
    const admin = await church.person('ADMIN')
    await move(church, '--to', 'west')

    const late = await church.as(admin, (ctx) => church.createEventIn(ctx, {})).catch((error: unknown) => error)

    expect(late).toMatchObject({ code: 'CHURCH_MOVING' })
  })

  it('misses no notification: who listens hears what is told before, meanwhile and afterwards', async () => {
    const church = await churchInMain()
    const admin = await church.person('ADMIN')
    const listener = await listen(bed.app, (await church.person('MEMBER')).api)
    let told = 0
    let isOver = false
    const writing = (async () => {
      while (!isOver) {
        const { data } = await admin.api.sendText(createEvent)
        if (data?.['createEvent']) told += 1
      }
    })()

    const there = await move(church, '--to', 'west')
    const back = await move(church, '--to', 'main')
    isOver = true
    await writing
    const { data } = await admin.api.sendText(createEvent)

    expect([there.code, back.code, data]).toMatchObject([0, 0, { createEvent: { errors: [] } }])
    const heard = await listener.has(told + 1)
    expect(heard.map(({ sequence }) => sequence)).toEqual(heard.map((_, index) => String(index + 3)))
    expect(heard.every(({ resync }) => !resync)).toBe(true)
    await listener.close()
  })

  it('hands over what waits to be sent', async () => {
    const church = await churchInMain()
    const { placeKey } = church.church
    await owner.query(
      `insert into outbox.message (church, topic, body) select $1, 'from-the-future', to_jsonb(n) from generate_series(1, 3) n`,
      [placeKey],
    )

    await move(church, '--to', 'west')

    const text = 'select body from outbox.message where church = $1 order by id'
    const [left, carried] = [await owner.query(text, [placeKey]), await west.query(text, [placeKey])]
    expect([left.rows, carried.rows]).toEqual([[], [{ body: 1 }, { body: 2 }, { body: 3 }]])
  })

  it('turns back when the church is not what its migrations make, and can be written again', async () => {
    const church = await churchInMain()
    await owner.query(`alter table c_${church.church.placeKey}.member add column nickname text`)
    const before = await writable(church)

    const { code, told } = await move(church, '--to', 'west')

    expect([code, told]).toEqual([1, expect.stringMatching(/table "member".*is in the cell "main"\./)])
    expect(await writable(church)).toEqual(before)
    const { rows } = await owner.query('select from control.church_leftover where church_id = $1', [church.church.id])
    expect(rows).toEqual([])
  })

  it.each([
    ['an unknown church', ['nobody', '--to', 'west'], 'There is no church "nobody"'],
    ['an unknown cell', ['moving-1', '--to', 'north'], 'There is no cell "north": there is main, west.'],
    ['nothing to do', ['moving-1'], 'Say --to <cell>, or --back.'],
  ])('refuses %s', async (_case, words, why) => {
    const { code, told } = await bed.faithflow('church', 'move', ...words)

    expect([code, told]).toEqual([2, expect.stringContaining(why)])
  })

  it('is done by one of two who start it at once', async () => {
    const church = await churchInMain()
    await stopAt(church, 'COPYING')

    const other = await move(church, '--to', 'west')
    const erased = await bed.faithflow('church', 'erase', church.church.subdomain, '--yes')

    expect([other.code, erased.code]).toEqual([2, 2])
    expect(other.told).toContain('is being moved')
    expect((await bed.faithflow('migrate', 'status')).code).toBe(0)
  })

  it('is not migrated on its way', async () => {
    const church = await churchInMain()
    await (await stopAt(church, 'COPYING')).kill()
    await owner.query(`update control.church set version = version - 1 where id = $1`, [church.church.id])

    const up = await bed.faithflow('migrate', 'up')

    expect([up.code, up.printed]).toEqual([3, expect.stringContaining(`${church.church.subdomain} stays at`)])
    await eventuallyMove(church, '--back')
    expect((await bed.faithflow('migrate', 'up')).code).toBe(0)
  })

  it('leaves nothing of a moved church when it is erased', async () => {
    const church = await churchInMain()
    await move(church, '--to', 'west')

    const { code } = await bed.faithflow('church', 'erase', church.church.subdomain, '--yes')

    const { rows } = await owner.query('select from pg_roles where rolname = $1', [`r_${church.church.placeKey}`])
    expect([code, rows, await schemasOf(church)]).toEqual([0, [], 0])
  })
})

describe('a move that is killed', () => {
  const steps = ['FREEZING', 'COPYING', 'COMPARING', 'SWITCHING', 'OPENING', 'HANDING_OVER'] as const

  it.each(steps)('before %s is finished by the next run, and never had two copies to write', async (step) => {
    const church = await churchInMain()
    const before = await hashes(church, 'main')
    const open = (await writable(church)).main

    await (await stopAt(church, step)).kill()
    const { main, west: there } = await writable(church)
    const { code } = await eventuallyMove(church, '--to', 'west')

    expect((main ?? 0) === 0 || (there ?? 0) === 0).toBe(true)
    expect(code).toBe(0)
    expect(await hashes(church, 'west')).toEqual(before)
    expect(await writable(church)).toEqual({ main: 0, west: open })
    expect((await bed.find(church.church.subdomain)).church.cell).toBe('west')
  })

  it.each(steps.slice(0, 4))('before %s can be turned back', async (step) => {
    const church = await churchInMain()
    const before = await writable(church)

    await (await stopAt(church, step)).kill()
    const { code, printed } = await eventuallyMove(church, '--back', '--json')

    expect([code, JSON.parse(printed)]).toMatchObject([0, { outcome: 'STAYED', cell: 'main', leftIn: [] }])
    expect(await writable(church)).toEqual({ ...before, west: null })
    expect((await (await church.person('ADMIN')).api.sendText(createEvent)).data).toMatchObject({
      createEvent: { errors: [] },
    })
  })
})

/** The same as `move`, once PostgreSQL has noticed that the one before is gone. */
async function eventuallyMove(church: ChurchWorld, ...words: readonly string[]) {
  let last = await move(church, ...words)
  await eventually(async () => {
    if (last.code === 2) last = await move(church, ...words)
    return last.code
  }).not.toBe(2)
  return last
}

async function schemasOf({ church }: ChurchWorld): Promise<number> {
  const counts = await Promise.all(
    [owner, west].map((cell) => cell.query('select from pg_namespace where nspname = $1', [`c_${church.placeKey}`])),
  )
  return counts.reduce((sum, { rows }) => sum + rows.length, 0)
}
