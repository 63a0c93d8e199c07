import type { Refusal } from './refusal.js'

/**
 * Does `work`, and answers `refusal` when it fails in the way that `isExpected` knows: the database refuses what somebody
 * else was faster with, and nobody else can. `work` is a whole transaction, for after its fault the database does nothing
 * more in that. Throws any other error as it is.
 */
export async function refuseWhen<Outcome, No extends Refusal>(
  isExpected: (error: unknown) => boolean,
  refusal: No,
  work: () => Promise<Outcome>,
): Promise<Outcome | No> {
  try {
    return await work()
  } catch (error) {
    if (isExpected(error)) return refusal
    throw error
  }
}
