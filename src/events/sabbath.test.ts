import { expect, it } from 'vitest'
import { isOnSabbath } from './sabbath.js'

// 6 March 2026 is a Friday; Lagos is an hour ahead of UTC.
it.each([
  ['2026-03-06T16:00:00Z', '2026-03-06T17:00:00Z', false],
  ['2026-03-06T16:00:00Z', '2026-03-06T17:00:01Z', true],
  ['2026-03-07T16:59:59Z', '2026-03-07T18:00:00Z', true],
  ['2026-03-07T17:00:00Z', '2026-03-07T18:00:00Z', false],
  ['2026-03-08T09:00:00Z', '2026-03-10T09:00:00Z', false],
  ['2026-03-08T09:00:00Z', '2026-03-14T09:00:00Z', true],
  ['2026-03-07T17:00:00Z', '2026-03-14T17:00:00Z', true],
])('from %s to %s: %s', (startsAt, endsAt, isIt) => {
  expect(isOnSabbath({ startsAt, endsAt }, 'Africa/Lagos')).toBe(isIt)
})
