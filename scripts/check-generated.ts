import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { generatedFiles, staleFiles } from './check/generated-files.js'

const generators = ['scripts/generate-tables.ts', 'scripts/print-schema.ts', 'scripts/print-sql.ts']

const before = generatedFiles(process.cwd())
const broken = generators.filter((path) => spawnSync('tsx', [path], { stdio: 'inherit' }).status !== 0)
const stale = staleFiles(before, generatedFiles(process.cwd()), existsSync)
const faults = [...broken.map((path) => `${path} failed`), ...stale]

for (const fault of faults) console.log(fault)
if (stale.length > 0)
  spawnSync('git', ['--no-pager', 'diff', '--', ...generatedFiles(process.cwd()).keys()], { stdio: 'inherit' })
process.exitCode = faults.length > 0 ? 1 : 0
