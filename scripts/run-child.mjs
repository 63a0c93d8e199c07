import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const onceWithinMs = 500

/**
 * Runs `main` under the program `node` in place of this process: same flags, terminal and signals, and this process ends
 * with its exit code (128 + the signal's number when a signal ended it). Should this process be killed, the child is
 * asked to end.
 */
export function runChild(node, main, args) {
  const watch = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url))
  const child = spawn(node, [...process.execArgv, '--import', watch, main, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    // Out of reach of the terminal's Ctrl-C, which would reach it twice: from the terminal, and from here.
    detached: true,
  })
  child.on('error', (error) => {
    process.stderr.write(`${node} cannot be run (${error.message}): run npm ci again.\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) forward(signal, child)
}

function forward(signal, child) {
  let isForwarded = false
  process.on(signal, () => {
    // Ctrl-C under npm arrives twice, from the terminal and from npm; a person's second one comes later.
    if (isForwarded) return
    isForwarded = true
    setTimeout(() => (isForwarded = false), onceWithinMs).unref()
    child.kill(signal)
  })
}
