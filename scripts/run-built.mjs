import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, distIsFresh } from './dist.mjs'
import { runChild } from './run-child.mjs'

// Plain JavaScript for Node 20 and newer: it finds the Node that the rest needs.

const neededMajor = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Runs `dist/<program>` in place of this process, on a Node that can, and builds it first when it is not fresh. */
export async function runBuilt(program) {
  const main = join(root, 'dist', program)
  const node = await prepare()
  if (node === process.execPath) {
    process.argv[1] = main
    await import(pathToFileURL(main).href)
  } else if (node !== null) {
    runChild(node, main, process.argv.slice(2))
  }
}

/** The Node to run on, once there is something to run; null when that failed and was said. */
async function prepare() {
  try {
    const found = findNode()
    if (!(await distIsFresh(root))) await build(root)
    return found
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
    return null
  }
}

function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= neededMajor) return process.execPath

  const name = `node-${process.platform}-${process.arch}`
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/node`)
  } catch {
    const what = `FaithFlow needs Node ${neededMajor} or newer, and this is ${process.version}`
    throw new Error(
      `${what}: run npm ci without --omit=optional, or install Node ${neededMajor} from https://nodejs.org.`,
    )
  }
}
