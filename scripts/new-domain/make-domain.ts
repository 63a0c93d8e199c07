import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Names, spellNames } from './spell-names.js'

/** Where a text goes into a file that exists already: in front of the last `before`. */
interface Insertion {
  readonly path: string
  readonly before: string
  readonly text: string
}

const insertions: readonly Insertion[] = [
  {
    path: 'src/app/schema.ts',
    before: '/** Every resolver class there is.',
    text: "import { TinyGizmosResolver } from '../tiny-gizmos/tiny-gizmos.resolver.js'\n\n",
  },
  { path: 'src/app/schema.ts', before: '] satisfies readonly (new () => object)[]', text: '  TinyGizmosResolver,\n' },
  {
    path: 'scripts/sql/samples.ts',
    before: "import { type Call, callsOf } from './calls.js'",
    text: "import * as tinyGizmos from '../../src/tiny-gizmos/tiny-gizmos.repository.js'\n",
  },
  {
    path: 'scripts/sql/samples.ts',
    before: '\n}\n',
    text: `
  'tiny-gizmos/tiny-gizmos.repository': callsOf(tinyGizmos, {
    tinyGizmosById: [[id]],
    addTinyGizmo: [{ id, name }],
  }),`,
  },
]

/**
 * Writes a new domain below `root`: its folder, the migration of its table (dated `today`), and its lines in the schema
 * and in the samples of SQL. Throws, and writes nothing, when there is such a folder or a line has no place to go.
 */
export function makeDomain(root: string, names: Names, today: string): void {
  const files = new Map<string, string>()
  for (const { path, before, text } of insertions) {
    const old = files.get(path) ?? readFileSync(join(root, path), 'utf8')
    const at = old.lastIndexOf(before)
    if (at < 0) throw new Error(`${path} has no line "${before.trim()}": correct scripts/new-domain/make-domain.ts.`)
    files.set(path, `${old.slice(0, at)}${spellNames(text, names)}${old.slice(at)}`)
  }
  if (existsSync(join(root, 'src', names.plural))) throw new Error(`src/${names.plural} is there already.`)

  const templates = join(import.meta.dirname, 'template')
  for (const name of readdirSync(templates)) {
    const path = spellNames(`src/tiny-gizmos/${name.replace(/\.txt$/, '')}`, names)
    files.set(path, spellNames(readFileSync(join(templates, name), 'utf8'), names))
  }
  const step = readdirSync(join(root, 'migrations/church')).filter((name) => name.endsWith('.sql')).length + 1
  const migration = `migrations/church/${String(step).padStart(4, '0')}_${today}_${names.plural}.sql`
  files.set(migration, spellNames(readFileSync(join(import.meta.dirname, 'migration.sql.txt'), 'utf8'), names))

  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
