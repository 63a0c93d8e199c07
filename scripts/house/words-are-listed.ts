import ts from 'typescript'
import { handWritten, isTest, type Fault, type HouseFile, type Rule } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'
import { codesIn } from './refusal-codes.js'

/** Where each word of the domain has its one meaning. */
export const wordsPath = 'docs/words.md'

/** Every refusal code and every announcement stands in backticks in docs/words.md. */
export const wordsAreListed: Rule = {
  name: 'words-are-listed',
  find: (house) => {
    const text = house.files.find(({ path }) => path === wordsPath)?.text ?? ''
    const listed = new Set([...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]))
    return handWritten(house, 'src/')
      .filter(({ path }) => !isTest(path))
      .flatMap((file) => [...codesIn(file), ...announcementsIn(file)])
      .filter(({ code }) => !listed.has(code))
      .map(({ code, path, line }) => ({
        path,
        line,
        message: `${code} is not in ${wordsPath}: add it in backticks, with its one meaning.`,
      }))
  },
}

// What `announcement('eventCreated')` of platform/outbox is given.
function announcementsIn(file: HouseFile): (Omit<Fault, 'message'> & { readonly code: string })[] {
  const tree = parse(file)
  return nodesOf(tree).flatMap((node) => {
    if (!ts.isCallExpression(node) || node.expression.getText(tree) !== 'announcement') return []
    const [label] = node.arguments
    return label && ts.isStringLiteralLike(label)
      ? [{ code: label.text, path: file.path, line: lineOf(tree, node) }]
      : []
  })
}
