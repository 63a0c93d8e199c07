import { describe, expect, it } from 'vitest'
import { addSeconds } from '../platform/instant.js'
import { countFailure, type FailureCount, slotOf } from './sign-in-failures.js'

const start = '2026-03-01T10:00:00.000Z'

/** What is told of so many failures within one hour. */
function tellingOf(failures: number): { readonly told: readonly number[]; readonly count: FailureCount | null } {
  const told: number[] = []
  let count: FailureCount | null = null
  for (let failure = 0; failure < failures; failure += 1) {
    const counted = countFailure(count, start)
    if (counted.tell > 0) told.push(counted.tell)
    count = counted.count
  }
  return { told, count }
}

describe('countFailure', () => {
  it('tells of the first at once, and of a thousand in four entries that add up', () => {
    expect(tellingOf(1).told).toEqual([1])
    expect(tellingOf(1000).told).toEqual([1, 9, 90, 900])
  })

  it('tells in the next hour what was left over, and begins anew', () => {
    const { count } = tellingOf(57)

    const later = countFailure(count, addSeconds(start, 3600))

    expect(later).toMatchObject({ leftOver: 47, tell: 1, count: { attempts: 1, told: 1 } })
  })
})

describe('slotOf', () => {
  it('has a fixed number of places for whatever addresses and machines there are', () => {
    const places = new Set(
      Array.from({ length: 5000 }, (_, guess) => slotOf(`${guess}@church.example`, `10.0.${guess}`)),
    )

    expect(places.size).toBe(64)
    expect(Math.max(...places)).toBeLessThan(64)
  })
})
