import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { countTests, readReport, type Count } from './count-tests.js'
import type { Step } from './steps.js'

/** What one step came to. `output` is everything it printed, both streams; `seconds` is how long it took. */
export interface Outcome extends Count {
  readonly name: string
  readonly seconds: number
  readonly output: string
}

/**
 * Runs one step and counts it: a step counts 1, the tests count one by one. Never rejects: a command that cannot be
 * started counts as failed. `folder` receives what the step writes.
 */
export async function runStep(step: Step, folder: string): Promise<Outcome> {
  const started = performance.now()
  const file = join(folder, step.name.replaceAll(' ', '-'))
  const report = `${file}.json`
  const extra = step.counts === 'tests' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
  const exitCode = await run([...step.command, ...extra], `${file}.log`)
  const seconds = (performance.now() - started) / 1000
  const count =
    step.counts === 'tests'
      ? countTests(readReport(report), exitCode)
      : { passed: +(exitCode === 0), failed: +(exitCode !== 0) }
  return { name: step.name, seconds, output: readFileSync(`${file}.log`, 'utf8'), ...count }
}

// Output goes to a file, not a pipe: a process left behind by a step would hold a pipe open and the check with it.
async function run(command: readonly string[], log: string): Promise<number> {
  const output = openSync(log, 'a')
  const { FORCE_COLOR: _color, ...env } = process.env
  const [program = '', ...words] = command
  try {
    return await new Promise((resolve) => {
      const child = spawn(program, words, { stdio: ['ignore', output, output], env: { ...env, NO_COLOR: '1' } })
      child.once('error', (fault) => {
        writeSync(output, String(fault))
        resolve(127)
      })
      child.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    closeSync(output)
  }
}
