import type { Person } from './church-world.js'

/** Asks for an operation on applications; answers with each "no": its code and where it points. */
export async function actOnApplication(by: Person, operation: string, input: string): Promise<readonly string[]> {
  const text = `mutation { ${operation}(input: { ${input} }) { errors { code path } } }`
  const { data, errors } = await by.api.sendText(text)
  const refused = (data?.[operation] as { errors: { code: string; path: string[] }[] } | null)?.errors ?? []
  return [
    ...refused.map(({ code, path }) => [code, ...path].join(' ')),
    ...errors.map(({ extensions }) => extensions?.code ?? ''),
  ]
}
