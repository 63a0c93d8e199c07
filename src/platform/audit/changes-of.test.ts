import { describe, expect, it } from 'vitest'
import type { AuditEntry } from './audit-entry.js'
import { changesOf } from './changes-of.js'

const entry = (action: AuditEntry['action'], entityId: string | null, after: object | null = null): AuditEntry => ({
  ...{ action, entity: action.split('.')[0] ?? '', entityId, after },
})

const bodiesOf = (...entries: AuditEntry[]) => changesOf(entries).map(({ body }) => body)

describe('what screens are told of a transaction', () => {
  it('is the thing, what was done to it and its version, and none of its values', () => {
    expect(bodiesOf(entry('member.create', 'a', { firstName: 'Ama', version: 1 }))).toEqual([
      { v: 1, changes: [{ entity: 'member', id: 'a', operation: 'CREATED', version: 1 }] },
    ])
    const operations = ['event.publish', 'announcement.deleteDraft', 'member.erase', 'domain.remove'] as const
    const [body] = bodiesOf(...operations.map((action, at) => entry(action, String(at))))
    expect(JSON.stringify(body).match(/UPDATED|DELETED/g)).toEqual(['UPDATED', 'DELETED', 'DELETED', 'DELETED'])
  })

  it('names a thing once, as it was left', () => {
    const body = bodiesOf(entry('member.create', 'a'), entry('member.update', 'a', { version: 2 }))

    expect(body).toEqual([{ v: 1, changes: [{ entity: 'member', id: 'a', operation: 'UPDATED', version: 2 }] }])
  })

  it('is nothing when somebody only read, or signed in', () => {
    const actions = ['member.readSensitive', 'member.export', 'user.signIn', 'user.signOutEverywhere'] as const
    expect(bodiesOf(...actions.map((action) => entry(action, 'a')), entry('member.update', null))).toEqual([])
  })

  it('is that anything may have changed, when it is too much to name', () => {
    const many = Array.from({ length: 51 }, (_, at) => entry('member.create', String(at)))

    expect(bodiesOf(...many)).toEqual([{ v: 1, changes: null }])
  })
})
