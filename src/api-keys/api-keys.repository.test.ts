import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { addApiKey, endApiKey, findApiKey, findLiveKey, noteKeyUse } from './api-keys.repository.js'
import { newKeyText } from './key-text.js'

const world = await createWorld()
const { gate } = world.database

let church: ChurchWorld
let neighbour: ChurchWorld
beforeAll(async () => {
  ;[church, neighbour] = [await world.church(), await world.church()]
})

const newKey = (churchId: string, change: { readonly scopes?: readonly string[]; readonly days?: number } = {}) => {
  const { prefix, hash } = newKeyText(churchId)
  const createdAt = systemClock.now()
  return {
    ...{ id: newId(systemClock), churchId, name: 'x', prefix, hash, scopes: change.scopes ?? [] },
    ...{ createdBy: newId(systemClock), createdAt, expiresAt: addSeconds(createdAt, (change.days ?? 1) * 24 * 3600) },
  }
}

describe('keys', () => {
  it('of another church do not exist, and cannot be used, ended or made', async () => {
    const key = newKey(church.church.id)
    await gate.control(church.church.id).write((db) => addApiKey(db, key))
    const there = gate.control(neighbour.church.id)

    const now = systemClock.now()
    await there.read(async (db) => {
      expect(await findApiKey(db, key.id)).toBeNull()
      expect(await findLiveKey(db, key.hash, now)).toBeNull()
      expect(await db.selectFrom('api_key').select('id').execute()).toEqual([])
    })
    await there.write(async (db) => {
      expect(await endApiKey(db, { id: key.id, by: key.id, now })).toBeNull()
      await noteKeyUse(db, key.id, now)
    })
    await expect(there.write((db) => addApiKey(db, newKey(church.church.id)))).rejects.toMatchObject({ code: '42501' })
    const untouched = await gate.control(church.church.id).read((db) => findLiveKey(db, key.hash, now))
    expect(untouched).toMatchObject({ id: key.id, lastUsedAt: null, revokedAt: null })
  })

  it('are kept with nothing that may not be given, nor for longer than a year, whatever the code says', async () => {
    const control = gate.control(church.church.id)
    const scopes = ['members.read', 'audit.read']

    const attempts = [{ scopes }, { scopes: ['anything'] }, { scopes: ['members.fly'] }, { days: 366 }, { days: 0 }]
    for (const attempt of attempts) {
      const kept = control.write((db) => addApiKey(db, newKey(church.church.id, attempt)))
      await expect(kept).rejects.toMatchObject({ code: '23514' })
    }
  })

  it('can be changed in nothing but their use and their end, and not removed', async () => {
    const control = gate.control(church.church.id)
    const expiresAt = '2099-01-01T00:00:00Z'

    const attempts = [
      () =>
        control.write((db) =>
          db
            .updateTable('api_key')
            .set({ scopes: ['members.manage'] })
            .execute(),
        ),
      () => control.write((db) => db.updateTable('api_key').set({ expires_at: expiresAt }).execute()),
      () => control.write((db) => db.deleteFrom('api_key').execute()),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: '42501' })
  })

  it('are shown to nobody who named no church', async () => {
    const named = gate.catalogue().read((db) => db.selectFrom('api_key').select('id').execute())

    await expect(named).rejects.toMatchObject({ code: expect.stringMatching(/^(42704|22P02)$/) as string })
  })
})
