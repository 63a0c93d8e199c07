import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printOutcome, printTotal } from './check/print-outcome.js'
import { runGroups } from './check/run-groups.js'
import { runStep } from './check/run-step.js'
import { groups } from './check/steps.js'

const folder = mkdtempSync(join(tmpdir(), 'faithflow-check-'))
const outcomes = await runGroups(
  groups,
  (step) => runStep(step, folder),
  (outcome) => console.log(printOutcome(outcome)),
)
rmSync(folder, { recursive: true, force: true })
console.log(printTotal(outcomes))
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0
