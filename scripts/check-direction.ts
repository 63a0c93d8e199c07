import { spawnSync } from 'node:child_process'
import { directionBreaches, type CruiseReport } from './check/direction-breaches.js'
import { handWritten, isForTests } from './house/house.js'
import { readHouse } from './house/read-house.js'

const cruise = spawnSync(
  'depcruise',
  ['src', 'scripts', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
)
if (!cruise.stdout) throw new Error(`dependency-cruiser could not run: ${cruise.stderr || String(cruise.error)}`)
const report = JSON.parse(cruise.stdout) as CruiseReport
const expected = handWritten(readHouse(process.cwd()), 'src/').flatMap(({ path }) => (isForTests(path) ? [] : [path]))
const breaches = directionBreaches(report, expected)

for (const breach of breaches) console.log(breach)
console.log(`${report.modules.length} modules, ${breaches.length} breaches`)
process.exitCode = breaches.length > 0 ? 1 : 0
