import { globSync, writeFileSync } from 'node:fs'
import { printCalls } from './sql/calls.js'
import { rowOf } from './sql/record-sql.js'
import { answer, samples } from './sql/samples.js'

const files = globSync('src/**/*.{repository,queries}.ts').map((path) => path.replaceAll('\\', '/').slice(4, -3))
const forgotten = files.filter((path) => !(path in samples))
if (forgotten.length > 0) throw new Error(`scripts/sql/samples.ts has no samples of ${forgotten.join(', ')}: add them.`)

for (const path of files) writeFileSync(`src/${path}.sql`, await printCalls(samples[path] ?? [], rowOf(answer)))
