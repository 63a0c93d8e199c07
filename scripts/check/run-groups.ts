import type { Outcome } from './run-step.js'
import type { Step } from './steps.js'

/**
 * Runs the groups one after the other and the steps of a group two at a time; a failure stops nothing.
 *
 * `report` hears each outcome as it happens; the answer lists them in the order of the steps.
 */
export async function runGroups(
  groups: ReadonlyArray<readonly Step[]>,
  run: (step: Step) => Promise<Outcome>,
  report: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const group of groups) outcomes.push(...(await runGroup(group, run, report)))
  return outcomes
}

async function runGroup(
  group: readonly Step[],
  run: (step: Step) => Promise<Outcome>,
  report: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const waiting = [...group.entries()]
  const outcomes = new Map<number, Outcome>()
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await run(next[1])
      outcomes.set(next[0], outcome)
      report(outcome)
    }
  }
  await Promise.all([lane(), lane()])
  return [...outcomes].toSorted(([one], [other]) => one - other).map(([, outcome]) => outcome)
}
