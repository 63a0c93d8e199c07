import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mainSchema } from './check/main-schema.js'
import { readSchemaDiff } from './check/schema-changes.js'

const old = mainSchema(process.cwd())
if (old === undefined) {
  console.log('note: the main branch has no schema.graphql yet, so nothing can break')
} else {
  const folder = mkdtempSync(join(tmpdir(), 'faithflow-schema-'))
  const oldPath = join(folder, 'main.graphql')
  writeFileSync(oldPath, old)
  const diff = spawnSync('graphql-inspector', ['diff', oldPath, 'schema.graphql'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true, force: true })
  const { lines, breaks } = readSchemaDiff(`${diff.stdout}\n${diff.stderr}`, diff.status)
  for (const line of lines) console.log(line)
  process.exitCode = breaks ? 1 : 0
}
