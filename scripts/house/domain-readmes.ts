import { domainsOf, type Fault, type Rule } from './house.js'

const longest = 30

/** Every domain explains itself in a README.md of at most 30 lines. */
export const domainReadmes: Rule = {
  name: 'domain-readmes',
  find: (house) =>
    domainsOf(house).flatMap((domain): Fault[] => {
      const path = `src/${domain}/README.md`
      const readme = house.files.find((file) => file.path === path)
      if (!readme) {
        return [
          { path, line: 1, message: 'is missing: write words, invariants, "Tables:", announcements sent and heard.' },
        ]
      }
      const lines = readme.text.trimEnd().split('\n').length
      if (lines <= longest) return []
      return [{ path, line: longest + 1, message: `has ${lines} lines: keep ${longest}, move the rest to docs/.` }]
    }),
}
