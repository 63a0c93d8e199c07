// pg_get_constraintdef writes `in (…)` as = ANY (ARRAY[…]), one word as =, and casts around varchar.
const cast = String.raw`(?:::[a-z ]+(?:\[\])?)?`
const literal = String.raw`'(?:[^']|'')*'${cast}`
const array = String.raw`\(*ARRAY\[(?<words>${literal}(?:, ${literal})*)\]\)*${cast}\)*`

/**
 * The words a text column may hold, or an array column may consist of, when one of its CHECKs is a plain closed list;
 * undefined otherwise. `checks` are texts of pg_get_constraintdef, each about this column alone.
 */
export function checkedWords(column: string, checks: readonly string[]): string[] | undefined {
  const name = String.raw`\(*"?${column}"?\)*${cast}`
  const list = new RegExp(`^CHECK \\(\\(${name} (?:= ANY|<@) \\(?${array}\\)\\)$`)
  const single = new RegExp(`^CHECK \\(\\(${name} = (?<words>${literal})\\)\\)$`)
  for (const check of checks) {
    const words = (list.exec(check) ?? single.exec(check))?.groups?.['words']
    if (words) return [...words.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'"))
  }
  return undefined
}
