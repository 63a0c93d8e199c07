import { hash, verify } from '@node-rs/argon2'

// OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. Some 10 ms.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The argon2id hash of `password`, as a PHC string. Takes some 10 ms of a thread: never inside a transaction. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

// Made once at start with the same cost, so that a look-up that finds nobody takes as long as one that finds somebody.
const dummy = hashPassword('nobody has this password')

/** Whether `password` belongs to `passwordHash`. Without a hash it takes the same time and is false. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await dummy), password)
  return matches && passwordHash !== null
}

/** Whether `passwordHash` costs less to try than one that is made today. */
export function isOutdated(passwordHash: string): boolean {
  const [, memory, time] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),/.exec(passwordHash) ?? []
  return Number(memory ?? 0) < cost.memoryCost || Number(time ?? 0) < cost.timeCost
}
