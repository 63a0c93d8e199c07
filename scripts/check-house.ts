import { readHouse } from './house/read-house.js'
import { breachesOf, rules } from './house/rules.js'

const house = readHouse(process.cwd())
const read = house.files.filter(({ path }) => path.startsWith('src/')).length
// A rule that looks at nothing finds nothing: the same trap as a cruiser that sees no modules.
const breaches = read > 0 ? breachesOf(house) : ['src: no file was read; run this from the root of the project.']

for (const breach of breaches) console.log(breach)
console.log(`${rules.length} rules, ${read} files, ${breaches.length} breaches`)
process.exitCode = breaches.length > 0 ? 1 : 0
