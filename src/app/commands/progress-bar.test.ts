import { expect, it } from 'vitest'
import { barLine, progressBar } from './progress-bar.js'

it('tells the rate and how long the rest takes', () => {
  const line = barLine({ done: 500, waiting: 490, failed: 10 }, { done: 200, seconds: 10 })

  expect(line).toBe('[############............] 500/1000 churches  20/s  25 s left  10 failed')
})

it('is full, and promises nothing, when nothing is left', () => {
  expect(barLine({ done: 7, waiting: 0, failed: 0 }, { done: 0, seconds: 0 })).toBe(
    '[########################] 7/7 churches  0/s',
  )
})

it('is silent where nobody watches', () => {
  const told: string[] = []
  const terminal = {
    environment: {},
    print: () => undefined,
    tell: (text: string) => void told.push(text),
    readInput: async () => '',
    signal: new AbortController().signal,
  }
  for (const isWatched of [false, true]) {
    const bar = progressBar({ ...terminal, isWatched })
    bar.update({ done: 1, waiting: 1, failed: 0 })
    bar.end()
  }

  expect(told).toEqual([expect.stringContaining('1/2 churches'), '\n'])
})
