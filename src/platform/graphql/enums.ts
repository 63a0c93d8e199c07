import { registerEnumType } from './decorators.js'

/** Publishes a closed list of names as a GraphQL enum; `values` tells what each means where the name alone does not. */
export function enumOf<Name extends string>(
  name: string,
  list: {
    readonly names: readonly Name[]
    readonly description: string
    readonly values?: Partial<Record<Name, string>>
  },
): Readonly<Record<Name, Name>> {
  // Keys and values are the same names, each exactly once.
  const names = Object.fromEntries(list.names.map((value) => [value, value])) as Record<Name, Name>
  const valuesConfig = Object.fromEntries(
    list.names.map((value) => [value, { description: list.values?.[value] ?? inWords(value) }]),
  ) as Record<Name, { description: string }>
  registerEnumType(names, { name, description: list.description, valuesConfig })
  return names
}

/** `SMALL_GROUP` as people read it: `Small group.` */
const inWords = (name: string): string => `${name.charAt(0)}${name.slice(1).toLowerCase().replaceAll('_', ' ')}.`
