import type { ChurchWorld, Person } from './church-world.js'
import { racers } from './held-races.js'

/** Where a race is run. */
export interface RaceStage {
  readonly church: ChurchWorld
  readonly admin: Person
}

/** What is sent at once, and the codes of those who come too late; none where all may come to the same. */
export interface Race {
  readonly texts: (stage: RaceStage) => Promise<readonly string[]>
  readonly late: readonly string[]
}

/** The mutation that does `operation` with `input`. */
export const act = (operation: string, input: string): string =>
  `mutation { ${operation}(input: { ${input} }) { errors { code path } } }`

/** Something for each racer. */
export const each = <T>(make: (racer: number) => T): readonly T[] =>
  Array.from({ length: racers }, (_, racer) => make(racer))

/** The same from all of them. */
export const same = (
  operation: string,
  input: (stage: RaceStage) => Promise<string> | string,
  late: readonly string[],
): Race => ({
  texts: async (stage) => {
    const text = act(operation, await input(stage))
    return each(() => text)
  },
  late,
})

/** Another thing of each of them. */
export const various = (
  operation: string,
  make: (stage: RaceStage) => Promise<(racer: number) => Promise<string> | string>,
  late: readonly string[],
): Race => ({
  texts: async (stage) => {
    const input = await make(stage)
    return Promise.all(each(async (racer) => act(operation, await input(racer))))
  },
  late,
})

/** The codes of those who come too late for a name. */
export const taken = ['NOT_UNIQUE'] as const

/** New members, one for each racer. */
export const membersOf = async ({ church }: RaceStage) => Promise.all(each(async () => (await church.member()).id))
