import { expect } from 'vitest'
import { allRows } from './all-rows.js'
import type { Answer, Api } from './api.js'
import type { ChurchWorld } from './church-world.js'
import type { World } from './world.js'

type Told = Answer<Record<string, unknown>>

/** Sends a mutation with an input that may hold what the types forbid. */
export function mutate(api: Api, operation: string, input: object): Promise<Told> {
  const type = `${operation.slice(0, 1).toUpperCase()}${operation.slice(1)}Input`
  const text = `mutation ($input: ${type}!) { asked: ${operation}(input: $input) { errors { code path } } }`
  return api.sendText(text, { input: { ...input } })
}

/** The status, and why something was not done, with the payload or instead of it: `200 INVALID endsAt`. */
export function told({ status, data, errors }: Told): string {
  const asked = data?.['asked'] as { readonly errors: readonly { code: string; path: readonly string[] }[] } | null
  const refused = (asked?.errors ?? []).map(({ code, path }) => `${code} ${path.join('.')}`)
  const failed = errors.map(({ extensions }) => `${extensions?.code} ${extensions?.argumentPath?.join('.')}`)
  return [status, ...refused, ...failed].join(' ')
}

/** What was told of something in vain; expects that it wrote nothing, anywhere in its church. */
export async function refusalOf(world: World, church: ChurchWorld, work: () => Promise<Told>): Promise<string> {
  const before = await allRows(world, church)
  const answer = await work()
  expect(await allRows(world, church)).toEqual(before)
  return told(answer)
}
