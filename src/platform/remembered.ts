import { LRUCache } from 'lru-cache'

/** Answers that are asked for once and kept for a while. */
export interface Remembered<Answer> {
  /** What is known of `key`, or asked now; those who ask at the same time share one question. Rejects like the asking. */
  get(key: string): Promise<Answer>
  /** Forgets what is known of `key`, of everything when it is null, and what is being asked: that may be older. */
  readonly forget: (key: string | null) => void
}

/** Remembers what `ask` answers, for `maxAge` milliseconds and up to `max` keys; the least used are forgotten first. */
export function remembered<Answer extends object>(
  ask: (key: string) => Promise<Answer>,
  { maxAge, max }: { readonly maxAge: number; readonly max: number },
): Remembered<Answer> {
  const known = new LRUCache<string, Answer>({ max, ttl: maxAge })
  const asked = new Map<string, Promise<Answer>>()

  const askNow = (key: string): Promise<Answer> => {
    const isStillWanted = (): boolean => asked.get(key) === question
    const keep = async (): Promise<Answer> => {
      try {
        const answer = await ask(key)
        if (isStillWanted()) known.set(key, answer)
        return answer
      } finally {
        if (isStillWanted()) asked.delete(key)
      }
    }
    const question = keep()
    asked.set(key, question)
    return question
  }

  return {
    get: async (key) => known.get(key) ?? asked.get(key) ?? askNow(key),
    forget(key) {
      if (key === null) {
        known.clear()
        asked.clear()
      } else {
        known.delete(key)
        asked.delete(key)
      }
    },
  }
}
