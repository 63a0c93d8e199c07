import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './dist.mjs'

try {
  await build(dirname(dirname(fileURLToPath(import.meta.url))))
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
