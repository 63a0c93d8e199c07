import { setTimeout as pause } from 'node:timers/promises'

/** When to try again, and when to stop. */
interface RetryOptions {
  /** Milliseconds before the second try, the third, and so on; their number is the number of further tries. */
  readonly delaysMs: readonly number[]
  /** Ends the waiting at once. */
  readonly signal: AbortSignal
}

/** Answers with the first try that succeeds; throws the last one's error, or an AbortError when the signal came first. */
export async function retry<Answer>(attempt: () => Promise<Answer>, options: RetryOptions): Promise<Answer> {
  const { signal } = options
  for (const delay of options.delaysMs) {
    signal.throwIfAborted()
    try {
      return await attempt()
    } catch {
      await pause(delay, undefined, { signal, ref: false })
    }
  }
  signal.throwIfAborted()
  return attempt()
}
