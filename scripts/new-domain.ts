import { spawnSync } from 'node:child_process'
import { makeDomain } from './new-domain/make-domain.js'
import { readNames } from './new-domain/spell-names.js'

// What is printed from the code is printed anew; the formatter puts the new lines in order.
const steps = [
  ['tsx', 'scripts/generate-tables.ts'],
  ['tsx', 'scripts/print-schema.ts'],
  ['tsx', 'scripts/print-sql.ts'],
  ['graphql-codegen', '--config', 'codegen.yml', '--silent'],
  ['oxfmt', 'src', 'scripts'],
] as const

const names = readNames(...process.argv.slice(2))
makeDomain(process.cwd(), names, new Date().toISOString().slice(0, 10))
for (const [program, ...words] of steps) {
  const { status } = spawnSync(program, words, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} failed`)
}
console.log(`src/${names.plural} is there. Say in its README.md what it is for, and put its words into docs/words.md.`)
