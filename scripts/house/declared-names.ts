import ts from 'typescript'
import { handWritten, type Fault, type HouseFile, type Rule } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'

/** No `IThing` interfaces and no `ThingImpl`: the noun is the type, and its makers say how they differ. */
export const declaredNames: Rule = {
  name: 'declared-names',
  find: (house) => handWritten(house, 'src/', 'scripts/').flatMap(faultsIn),
}

function faultsIn(file: HouseFile): Fault[] {
  const tree = parse(file)
  return nodesOf(tree).flatMap((node) => {
    if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return []
    const name = node.name?.text ?? ''
    const line = lineOf(tree, node)
    if (name.endsWith('Impl')) {
      return [{ path: file.path, line, message: `${name}: drop "Impl" and say what tells it from others.` }]
    }
    if (ts.isInterfaceDeclaration(node) && /^I[A-Z][a-z]/.test(name)) {
      return [{ path: file.path, line, message: `${name}: drop the "I"; the plain noun is the type.` }]
    }
    return []
  })
}
