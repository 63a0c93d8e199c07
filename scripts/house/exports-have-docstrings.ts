import ts from 'typescript'
import { handWritten, isTest, type Fault, type HouseFile, type Rule } from './house.js'
import { lineOf, parse } from './parse.js'

const schemaDecorators = new Set(['ObjectType', 'InputType', 'InterfaceType', 'ArgsType'])

/** Every export in src carries a docstring. A schema class may say it in its decorator's `description` instead. */
export const exportsHaveDocstrings: Rule = {
  name: 'exports-have-docstrings',
  find: (house) =>
    handWritten(house, 'src/')
      .filter(({ path }) => !isTest(path))
      .flatMap(faultsIn),
}

function faultsIn(file: HouseFile): Fault[] {
  const tree = parse(file)
  const listed = namesExportedByList(tree)
  return tree.statements
    .filter((statement) => isExported(statement) || namesOf(statement).some((name) => listed.has(name)))
    .filter((statement) => !isOverload(statement, tree) && !hasDocstring(statement) && !isDescribed(statement))
    .map((statement) => ({
      path: file.path,
      line: lineOf(tree, statement),
      message:
        `${namesOf(statement).join(', ') || 'this export'} has no docstring: ` +
        'say in /** … */ what is promised, refused, in which units, with which errors; not how.',
    }))
}

// `export { a }` without `from`: the docstring is looked for where `a` is declared.
function namesExportedByList(tree: ts.SourceFile): Set<string> {
  const lists = tree.statements.filter((statement) => ts.isExportDeclaration(statement))
  return new Set(
    lists.flatMap(({ moduleSpecifier, exportClause }) =>
      !moduleSpecifier && exportClause && ts.isNamedExports(exportClause)
        ? exportClause.elements.map((element) => (element.propertyName ?? element.name).text)
        : [],
    ),
  )
}

const isExported = (statement: ts.Statement): boolean =>
  ts.isExportAssignment(statement) ||
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword))

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
  }
  return isNamed(statement) && statement.name ? [statement.name.text] : []
}

const isNamed = (
  statement: ts.Statement,
): statement is ts.FunctionDeclaration | ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
  ts.isFunctionDeclaration(statement) ||
  ts.isClassDeclaration(statement) ||
  ts.isInterfaceDeclaration(statement) ||
  ts.isTypeAliasDeclaration(statement)

// The docstring stands on the first signature; those below it, and the body, belong to it.
function isOverload(statement: ts.Statement, tree: ts.SourceFile): boolean {
  if (!ts.isFunctionDeclaration(statement) || !statement.name) return false
  const before = tree.statements[tree.statements.indexOf(statement) - 1]
  return before !== undefined && ts.isFunctionDeclaration(before) && before.name?.text === statement.name.text
}

const hasDocstring = (statement: ts.Statement): boolean =>
  ts.getJSDocCommentsAndTags(statement).some((doc) => ts.isJSDoc(doc) && /\w/.test(doc.getText()))

function isDescribed(statement: ts.Statement): boolean {
  if (!ts.isClassDeclaration(statement)) return false
  return (ts.getDecorators(statement) ?? []).some(({ expression }) => {
    if (!ts.isCallExpression(expression) || !schemaDecorators.has(expression.expression.getText())) return false
    return expression.arguments.some((argument) => ts.isObjectLiteralExpression(argument) && describes(argument))
  })
}

const describes = (options: ts.ObjectLiteralExpression): boolean =>
  options.properties.some((property) => property.name?.getText() === 'description')
