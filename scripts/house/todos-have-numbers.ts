import { handWritten, type Fault, type HouseFile, type Rule } from './house.js'
import { commentsOf } from './parse.js'

const unnumbered = /\b(?:TODO|FIXME|XXX)\b(?!\s*\(?#\d)/

/** What is left to do names its issue, as in `TODO #12`. The word in a string or a name does not count. */
export const todosHaveNumbers: Rule = {
  name: 'todos-have-numbers',
  find: (house) => handWritten(house, 'src/', 'scripts/').flatMap(faultsIn),
}

function faultsIn(file: HouseFile): Fault[] {
  return commentsOf(file)
    .filter(({ text }) => unnumbered.test(text))
    .map(({ line }) => ({
      path: file.path,
      line,
      message: 'a TODO without a number is a wish: open an issue and write TODO #12, or do it now.',
    }))
}
