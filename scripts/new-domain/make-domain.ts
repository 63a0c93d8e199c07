import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Names, spellNames } from './spell-names.js'

/** Where a text goes into a file that exists already: in front of the last `before`. */
type Insertion = readonly [path: string, before: string, text: string]

const schema = 'src/app/schema.ts'
const samples = 'scripts/sql/samples.ts'
const neighbour = 'src/app/neighbour.api.test.ts'
const matrix = 'src/testing/access-matrix.ts'

const insertions: readonly Insertion[] = [
  [
    schema,
    '/** Every resolver class there is.',
    "import { TinyGizmosResolver } from '../tiny-gizmos/tiny-gizmos.resolver.js'\n\n",
  ],
  [schema, '] satisfies readonly (new () => object)[]', '  TinyGizmosResolver,\n'],

  [
    samples,
    "import { type Call, callsOf } from './calls.js'",
    "import * as tinyGizmos from '../../src/tiny-gizmos/tiny-gizmos.repository.js'\n",
  ],
  [
    samples,
    '\n}\n',
    "\n'tiny-gizmos/tiny-gizmos.repository': callsOf(tinyGizmos, { tinyGizmosById: [[id]], addTinyGizmo: [{ id, name }] }),",
  ],

  [
    matrix,
    '\n}\n',
    "\n\n  tinyGizmo: { who: 'themes.read', text: `{ tinyGizmo(id: \"${nobody}\") { id } }` },\n  createTinyGizmo: change('createTinyGizmo', 'themes.create', 'name: \"\"'),",
  ],

  [
    neighbour,
    "import { createWorld } from '../testing/world.js'",
    "import { createTinyGizmo } from '../tiny-gizmos/create-tiny-gizmo.js'\n",
  ],
  [neighbour, '  readonly memberId: string\n', '  readonly tinyGizmoId: string\n'],
  [
    neighbour,
    '}\n\n/** Whether an id can be put',
    `tinyGizmo: {
    text: 'query ($id: ID!) { tinyGizmo(id: $id) { id } }',
    variables: ({ tinyGizmoId }) => ({ id: tinyGizmoId }),
    answer: { tinyGizmo: null },
  },\n`,
  ],
  [
    neighbour,
    '      notificationId: await church.as(admin',
    `tinyGizmoId: await church.as(admin, async (ctx) => {
        const made = await createTinyGizmo(ctx, { name: 'Own' })
        return 'id' in made ? made.id : ''
      }),\n`,
  ],
]

/**
 * Writes a new domain below `root`: its folder, the migration of its table (dated `today`), and its lines in the
 * schema, in the samples of SQL and among what a neighbour may not see. Throws, and writes nothing, when there is such a folder or a line has no place to go.
 */
export function makeDomain(root: string, names: Names, today: string): void {
  const files = new Map<string, string>()
  for (const [path, before, text] of insertions) {
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
