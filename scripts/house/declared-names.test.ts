import { expect, it } from 'vitest'
import { declaredNames } from './declared-names.js'
import { complaints } from './plant.js'

const check = (text: string) => complaints(declaredNames, { 'src/events/event.ts': text })

it('refuses IThing interfaces and ThingImpl classes', () => {
  expect(check('\ninterface IEvent {}')).toEqual([
    'src/events/event.ts:2 IEvent: drop the "I"; the plain noun is the type.',
  ])
  expect(check('class EventImpl {}')[0]).toContain('EventImpl: drop "Impl"')
})

it('accepts nouns that happen to begin with I', () => {
  expect(check('interface Instant {}\ninterface IPRange {}\nclass Invitation {}\ntype Id = string')).toEqual([])
})
