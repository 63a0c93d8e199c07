import { handWritten, type Fault, type HouseFile, type Rule } from './house.js'
import { commentsOf } from './parse.js'

const silencer =
  /(?:oxlint|eslint)-(?:disable|enable)[\w-]*|@ts-[a-z]+|(?:oxfmt|prettier)-ignore[\w-]*|\b(?:v8|c8|istanbul) ignore\b/

/** No comment in src switches the linter, the formatter or the compiler off, tests included. */
export const checksStayOn: Rule = {
  name: 'checks-stay-on',
  find: (house) => handWritten(house, 'src/').flatMap(faultsIn),
}

function faultsIn(file: HouseFile): Fault[] {
  return commentsOf(file).flatMap(({ text, line }) => {
    const found = silencer.exec(text)?.[0]
    if (!found) return []
    return [
      {
        path: file.path,
        line,
        message: `${found}: change the code so that the check passes; a rule that is wrong is changed for everybody in .oxlintrc.json.`,
      },
    ]
  })
}
