import { describe, expect, it } from 'vitest'
import { imagesOf } from './audit-entry.js'
import { actorOf } from './store-audit.js'

const was = { id: '1', name: 'Ama', phone: null, address: 'Ring Road', updatedAt: '2026-01-01T00:00:00Z', version: 1 }

describe('imagesOf', () => {
  it('keeps of a change what differs, and of a new thing what it has', () => {
    const is = { ...was, name: 'Esi', updatedAt: '2026-02-01T00:00:00Z', version: 2 }

    expect(imagesOf({ before: was, after: is })).toEqual({
      before: { name: 'Ama', version: 1 },
      after: { name: 'Esi', version: 2 },
      fields: ['name', 'version'],
    })
    expect(imagesOf({ after: was, hidden: ['address'] })).toEqual({
      before: null,
      after: { name: 'Ama', version: 1 },
      fields: ['address', 'name', 'version'],
    })
  })

  it('names hidden fields and keeps no value of them, neither old nor new', () => {
    const images = imagesOf({ before: was, after: { ...was, address: 'High Street' }, hidden: ['address'] })

    expect(images).toEqual({ before: {}, after: {}, fields: ['address'] })
  })

  it.each(['passwordHash', 'newPassword', 'refreshToken', 'totpSecret', 'recoveryCodes'])(
    'keeps no %s, whatever the caller forgot',
    (name) => {
      expect(JSON.stringify(imagesOf({ before: { [name]: 'old one' }, after: { [name]: 'new one' } }))).toBe(
        JSON.stringify({ before: {}, after: {}, fields: [name] }),
      )
    },
  )

  it('spells what the database can store', () => {
    expect(imagesOf({ after: { title: 'half \ud83d pair', left: undefined } }).after).toEqual({ title: 'half � pair' })
  })
})

describe('actorOf', () => {
  it('tells programs from people, and nobody from both', () => {
    const viewer = {
      ...{
        userId: 'u',
        email: 'a@b.example',
        name: 'Ama',
        sessionId: 's',
        memberId: null,
        roles: [],
        grants: new Map(),
      },
    }

    expect(actorOf({ ...viewer, apiKeyId: null })).toEqual({ kind: 'USER', id: 'u', name: 'Ama' })
    expect(actorOf({ ...viewer, apiKeyId: 'u' })).toEqual({ kind: 'API_KEY', id: 'u', name: 'Ama' })
    expect(actorOf(null)).toEqual({ kind: 'SYSTEM', id: null, name: null })
  })
})
