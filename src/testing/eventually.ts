import { expect } from 'vitest'

/** `expect` of what `read` answers in the end: it is asked again for up to 15 seconds, so that a busy machine fails no test. */
export const eventually = <Answer>(read: () => Answer) => expect.poll(read, { timeout: 15_000, interval: 10 })

/** Whether a promise resolved; never rejects. */
export const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  )
