import { checksStayOn } from './checks-stay-on.js'
import { declaredNames } from './declared-names.js'
import { decoratorsNameTypes } from './decorators-name-types.js'
import { domainReadmes } from './domain-readmes.js'
import { exportsHaveDocstrings } from './exports-have-docstrings.js'
import { fileNames } from './file-names.js'
import { gateWords } from './gate-words.js'
import type { House, Rule } from './house.js'
import { ownersWrite } from './owners-write.js'
import { refusalCodes } from './refusal-codes.js'
import { tablesHaveOwners } from './tables-have-owners.js'
import { testsAllRun } from './tests-all-run.js'
import { todosHaveNumbers } from './todos-have-numbers.js'
import { wordsAreListed } from './words-are-listed.js'

/** Every rule that oxlint and dependency-cruiser cannot keep. */
export const rules: readonly Rule[] = [
  exportsHaveDocstrings,
  fileNames,
  declaredNames,
  gateWords,
  tablesHaveOwners,
  ownersWrite,
  domainReadmes,
  refusalCodes,
  wordsAreListed,
  decoratorsNameTypes,
  testsAllRun,
  todosHaveNumbers,
  checksStayOn,
]

/** Every breach in the house, one line each: `path:line rule: what to do instead`. Empty when all is well. */
export const breachesOf = (house: House): string[] =>
  rules.flatMap((rule) => rule.find(house).map(({ path, line, message }) => `${path}:${line} ${rule.name}: ${message}`))
