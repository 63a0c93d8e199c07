import { describe, expect, it } from 'vitest'
import { compareSeq, freezeMessage, parseLiveMessage, previousSeq, seqDistance } from './live-message.js'

const whole = { v: 1, seq: '7', audiences: ['ROLE:1', 'MEMBER:2'], exceptUser: null, body: { type: 'EVENT_CREATED' } }

describe('parseLiveMessage', () => {
  it('reads a whole message', () => {
    expect(parseLiveMessage(whole)).toEqual(whole)
    expect(parseLiveMessage({ ...whole, exceptUser: 'user', body: null })).toEqual({
      ...whole,
      exceptUser: 'user',
      body: null,
    })
  })

  it('leaves out what a newer sender added', () => {
    expect(parseLiveMessage({ ...whole, added: 1 })).toEqual(whole)
  })

  it('reads the largest sequence number of a bigint', () => {
    expect(parseLiveMessage({ ...whole, seq: '9223372036854775807' })?.seq).toBe('9223372036854775807')
  })

  it.each([undefined, null, true, 1, 'text', [], {}, [whole], () => whole])(
    'drops %j, which is no message',
    (value) => {
      expect(parseLiveMessage(value)).toBeNull()
    },
  )

  it.each([
    { v: 2 },
    { v: '1' },
    { seq: 7 },
    { seq: '' },
    { seq: '0' },
    { seq: '07' },
    { seq: '-7' },
    { seq: '7.0' },
    { seq: '7\n' },
    { seq: '١' },
    { seq: '1'.repeat(20) },
    { audiences: [] },
    { audiences: 'CHURCH' },
    { audiences: ['CHURCH', ''] },
    { audiences: ['CHURCH', 1] },
    { audiences: null },
    { exceptUser: '' },
    { exceptUser: 1 },
    { exceptUser: undefined },
  ])('drops a message with %j', (damage) => {
    expect(parseLiveMessage({ ...whole, ...damage })).toBeNull()
  })

  it.each(Object.keys(whole))('drops a message without %s', (missing) => {
    const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== missing))

    expect(parseLiveMessage(rest)).toBeNull()
  })
})

it('orders sequence numbers by value, past 2^53 too', () => {
  const ordered = ['0', '2', '10', '99', '100', '9007199254740992', '9007199254740993', '9223372036854775807']

  expect(ordered.toReversed().toSorted(compareSeq)).toEqual(ordered)
  expect(compareSeq('9007199254740993', '9007199254740993')).toBe(0)
})

it('counts exactly past 2^53', () => {
  expect(seqDistance('9007199254740991', '9007199254740993')).toBe(2n)
  expect(seqDistance('3', '1')).toBe(-2n)
  expect(previousSeq('9007199254740993')).toBe('9007199254740992')
})

it('freezes a message to its depth', () => {
  const message = freezeMessage({ v: 1, seq: '1', audiences: ['CHURCH'], exceptUser: null, body: { deep: [{}] } })

  const { deep } = message.body as { deep: [object] }
  expect([message, message.audiences, message.body, deep, deep[0]].every(Object.isFrozen)).toBe(true)
})
