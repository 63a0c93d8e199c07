import ts from 'typescript'
import { handWritten, isTest, type Fault, type House, type HouseFile, type Rule } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'

/** Every code of a `…Refusals = { … } as const` is expected by name in some test. */
export const refusalCodes: Rule = {
  name: 'refusal-codes',
  find: (house) => {
    const tested = wordsInTests(house)
    return handWritten(house, 'src/')
      .filter(({ path }) => !isTest(path))
      .flatMap((file) => codesIn(file).filter(({ code }) => !tested.has(code)))
      .map(({ code, path, line }) => ({
        path,
        line,
        message: `${code} is expected by no test: write the API test that is refused with it, or drop the code.`,
      }))
  },
}

/** The codes of each `…Refusals = { … }` in a file, and where they stand. */
export function codesIn(file: HouseFile): Array<Omit<Fault, 'message'> & { readonly code: string }> {
  const tree = parse(file)
  return nodesOf(tree).flatMap((node) => {
    if (!ts.isVariableDeclaration(node) || !node.name.getText(tree).endsWith('Refusals')) return []
    const codes = node.initializer && literalOf(node.initializer)
    return (codes?.properties ?? []).flatMap(({ name }) =>
      name && (ts.isIdentifier(name) || ts.isStringLiteral(name))
        ? [{ code: name.text, path: file.path, line: lineOf(tree, name) }]
        : [],
    )
  })
}

function literalOf(value: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) return literalOf(value.expression)
  return ts.isObjectLiteralExpression(value) ? value : undefined
}

// Comments do not count: a code that is only talked about is not tested.
function wordsInTests(house: House): Set<string> {
  const tests = handWritten(house, 'src/').filter(({ path }) => isTest(path))
  const texts = tests.flatMap((file) =>
    nodesOf(parse(file)).flatMap((node) => (ts.isStringLiteralLike(node) || ts.isIdentifier(node) ? [node.text] : [])),
  )
  return new Set(texts.flatMap((text) => text.match(/[A-Z][A-Z0-9_]+/g) ?? []))
}
