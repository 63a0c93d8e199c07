import { runBuilt } from './run-built.mjs'

process.argv.push('--worker')
await runBuilt('main.js')
