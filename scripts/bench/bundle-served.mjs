import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../bundle.mjs'
import { build } from '../dist.mjs'

// What is delivered, and beside it `dist/bench/serve.js`: the same, made the same way, for benchmarks.

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
await build(root)
await bundle(root, { outDir: join(root, 'dist/bench'), programs: { serve: 'scripts/bench/serve-built.ts' } })
