/** The two words a new domain is made of, in kebab-case: `prayer-request` and `prayer-requests`. */
export interface Names {
  readonly singular: string
  readonly plural: string
}

/** Reads the noun of a new domain, and its plural where English is irregular. Throws unless both are kebab-case. */
export function readNames(singular: string = '', plural: string = pluralOf(singular)): Names {
  const isName = [singular, plural].every((name) => /^[a-z]+(-[a-z]+)*$/.test(name))
  if (isName && singular !== plural) return { singular, plural }
  throw new Error(
    'usage: npm run new-domain -- NOUN [PLURAL], both in kebab-case: npm run new-domain -- prayer-request',
  )
}

/** The text of the template with `tiny-gizmo`, in whichever spelling and number, replaced by the domain's own noun. */
export function spellNames(text: string, { singular, plural }: Names): string {
  return spellings.reduce(
    (spelt, spell) =>
      spelt.replaceAll(spell('tiny-gizmos'), spell(plural)).replaceAll(spell('tiny-gizmo'), spell(singular)),
    text,
  )
}

const pascal = (name: string) => name.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase())

const spellings: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.replaceAll('-', '_'),
  (name) => name.replaceAll('-', ' '),
  (name) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`,
  pascal,
  (name) => `${name.charAt(0)}${pascal(name).slice(1)}`,
]

function pluralOf(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`
  return /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`
}
