import { text } from 'node:stream/consumers'
import { runCommand } from './app/commands/run-command.js'
import { processEnvironment } from './app/environment.js'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    environment: processEnvironment,
    print: (line) => void process.stdout.write(line),
    tell: (line) => void process.stderr.write(line),
    isWatched: process.stderr.isTTY,
    readInput: () => text(process.stdin),
    signal: stop.signal,
  })
} catch (error) {
  // A defect keeps its stack: somebody has to find it.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
}
