import { describe, expect, it } from 'vitest'
import { remembered } from './remembered.js'

/** Answers with how often it was asked, when it is let. */
function counting() {
  let asked = 0
  const gate = { wait: Promise.resolve() }
  const ask = async (key: string) => {
    asked += 1
    const number = asked
    await gate.wait
    if (key === 'broken') throw new Error('nobody knows')
    return { number }
  }
  return { ask, gate, count: () => asked }
}

describe('remembered', () => {
  it('asks once, however many ask at the same time and later', async () => {
    const { ask, count } = counting()
    const answers = remembered(ask, { maxAge: 60_000, max: 10 })

    await Promise.all([answers.get('a'), answers.get('a')])
    await answers.get('a')

    expect(count()).toBe(1)
  })

  it('asks anew after forgetting one or all', async () => {
    const { ask } = counting()
    const answers = remembered(ask, { maxAge: 60_000, max: 10 })
    await answers.get('a')

    answers.forget('a')
    expect(await answers.get('a')).toEqual({ number: 2 })
    answers.forget(null)
    expect(await answers.get('a')).toEqual({ number: 3 })
  })

  it('does not keep an answer that was forgotten while it was asked for', async () => {
    const { ask, gate } = counting()
    const answers = remembered(ask, { maxAge: 60_000, max: 10 })
    const { promise, resolve } = Promise.withResolvers<void>()
    gate.wait = promise

    const old = answers.get('a')
    answers.forget('a')
    resolve()

    expect(await old).toEqual({ number: 1 })
    expect(await answers.get('a')).toEqual({ number: 2 })
  })

  it('keeps no failure', async () => {
    const { ask, count } = counting()
    const answers = remembered(ask, { maxAge: 60_000, max: 10 })

    await expect(answers.get('broken')).rejects.toThrow('nobody knows')
    await expect(answers.get('broken')).rejects.toThrow('nobody knows')

    expect(count()).toBe(2)
  })
})
