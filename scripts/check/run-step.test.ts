import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runStep } from './run-step.js'

const folder = mkdtempSync(join(tmpdir(), 'faithflow-step-'))
const node = (program: string) => [process.execPath, '-e', program] as const

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('passes with exit code 0 and keeps both streams', async () => {
  const command = node("console.log('out'); console.error('err')")

  const outcome = await runStep({ name: 'two words', command }, folder)

  expect(outcome).toMatchObject({ name: 'two words', passed: 1, failed: 0 })
  expect(outcome.output).toContain('out')
  expect(outcome.output).toContain('err')
})

it('fails with any other exit code, on a signal, and when the command does not exist', async () => {
  const codes = await runStep({ name: 'a', command: node('process.exit(3)') }, folder)
  const signals = await runStep({ name: 'b', command: node("process.kill(process.pid, 'SIGKILL')") }, folder)
  const missing = await runStep({ name: 'c', command: ['no-such-command-here'] }, folder)

  expect([codes, signals, missing].map(({ passed, failed }) => [passed, failed])).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ])
  expect(missing.output).toContain('ENOENT')
})

it('does not wait for a process that a step leaves behind', async () => {
  const command = node(
    "const { spawn } = require('child_process');" +
      "const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit', detached: true });" +
      'console.log(child.pid); child.unref()',
  )

  const { passed, output } = await runStep({ name: 'd', command }, folder)

  expect(passed).toBe(1)
  process.kill(Number(output.trim()))
})

it('counts tests from the report that the command was told to write', async () => {
  const command = node(
    "const path = process.argv.at(-1).replace('--outputFile.json=', '');" +
      'const report = { numPassedTests: 7, numFailedTests: 0, testResults: [] };' +
      "require('fs').writeFileSync(path, JSON.stringify(report))",
  )

  const outcome = await runStep({ name: 'e', command: [...command, '--'], counts: 'tests' }, folder)

  expect(outcome).toMatchObject({ passed: 7, failed: 0 })
})
