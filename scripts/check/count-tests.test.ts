import { expect, it } from 'vitest'
import { countTests, readReport } from './count-tests.js'

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

it('counts tests one by one', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')]

  expect(countTests({ numPassedTests: 3, numFailedTests: 1, testResults }, 1)).toEqual({ passed: 3, failed: 1 })
})

it('counts a file that did not load as a failure', () => {
  const testResults = [file('passed', 'passed'), file('failed'), file('failed', 'skipped')]

  expect(countTests({ numPassedTests: 1, numFailedTests: 0, testResults }, 1)).toEqual({ passed: 1, failed: 2 })
})

it('counts a bad end after good tests as a failure', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', 'passed')] }

  expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1 })
  expect(countTests(report, 0)).toEqual({ passed: 1, failed: 0 })
})

it('never takes no test for a success', () => {
  expect(countTests({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0)).toEqual({ passed: 0, failed: 1 })
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 })
  expect(countTests(readReport('/nowhere/report.json'), 0)).toEqual({ passed: 0, failed: 1 })
})
