import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { generatedFiles, staleFiles } from './check/generated-files.js'

// In this order: the schema needs no database, the other two share one kind.
const generators: readonly string[] = [
  // 'scripts/print-schema.ts', 'scripts/generate-tables.ts' and 'scripts/print-sql.ts' are listed once they are written.
]

const before = generatedFiles(process.cwd())
const broken = generators.filter((path) => spawnSync('tsx', [path], { stdio: 'inherit' }).status !== 0)
const stale = staleFiles(before, generatedFiles(process.cwd()), existsSync)
const faults = [...broken.map((path) => `${path} failed`), ...stale]
if (generators.length === 0) faults.push('no generator is listed in scripts/check-generated.ts: nothing was checked')

for (const fault of faults) console.log(fault)
if (stale.length > 0)
  spawnSync('git', ['--no-pager', 'diff', '--', ...generatedFiles(process.cwd()).keys()], { stdio: 'inherit' })
process.exitCode = faults.length > 0 ? 1 : 0
