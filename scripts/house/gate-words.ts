import { isForTests, type Fault, type HouseFile, type Rule } from './house.js'

const words =
  /\bset\s+(?:local\s+|session\s+)?role\b|\breset\s+role\b|\bset_config\b|\bsearch_path\b|\bsession\s+authorization\b/gi

/** The words that decide whose tables a query sees stand only in platform/tenancy, comments included. Tests are free. */
export const gateWords: Rule = {
  name: 'gate-words',
  find: (house) =>
    house.files
      .filter(({ path }) => path.startsWith('src/') && !path.startsWith('src/platform/tenancy/') && !isForTests(path))
      .flatMap(faultsIn),
}

function faultsIn({ path, text }: HouseFile): Fault[] {
  return [...text.matchAll(words)].map((match) => ({
    path,
    line: text.slice(0, match.index).split('\n').length,
    message: `"${match[0].replaceAll(/\s+/g, ' ')}" belongs to platform/tenancy: use the handle you are given, ctx.db, or extend the gate there.`,
  }))
}
