import ts from 'typescript'
import { handWritten, isTest, type Fault, type HouseFile, type Rule } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'

const runners = new Set(['it', 'test', 'describe', 'suite'])
const silencers = new Set(['only', 'skip', 'todo'])

/** No test is left out or run alone: `.only`, `.skip` and `.todo` stand in no test file. */
export const testsAllRun: Rule = {
  name: 'tests-all-run',
  find: (house) =>
    handWritten(house, 'src/', 'scripts/')
      .filter(({ path }) => isTest(path))
      .flatMap(faultsIn),
}

function faultsIn(file: HouseFile): Fault[] {
  const tree = parse(file)
  return nodesOf(tree)
    .filter((node) => ts.isPropertyAccessExpression(node))
    .filter((access) => silencers.has(access.name.text) && runners.has(startOf(access)))
    .map((access) => ({
      path: file.path,
      line: lineOf(tree, access.name),
      message: `.${access.name.text}: let it run, or delete the test and open an issue for it.`,
    }))
}

// `it.concurrent.only` begins with `it`, however long the chain.
function startOf(access: ts.Expression): string {
  if (ts.isPropertyAccessExpression(access) || ts.isCallExpression(access)) return startOf(access.expression)
  return ts.isIdentifier(access) ? access.text : ''
}
