import ts from 'typescript'
import { handWritten, type Fault, type HouseFile, type Rule } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'

// Where the thunk stands among the arguments: @Arg takes the argument's name first.
const thunkAt: ReadonlyMap<string, number> = new Map([
  ['Field', 0],
  ['Query', 0],
  ['Mutation', 0],
  ['Subscription', 0],
  ['Args', 0],
  ['Arg', 1],
])

/**
 * Every @Field, @Arg, @Args, @Query, @Mutation and @Subscription names its type in a thunk, since no metadata is
 * emitted; and every @Mutation is nullable, so that a thrown error does not blank its siblings.
 */
export const decoratorsNameTypes: Rule = {
  name: 'decorators-name-types',
  find: (house) => handWritten(house, 'src/').flatMap(faultsIn),
}

function faultsIn(file: HouseFile): Fault[] {
  const tree = parse(file)
  return nodesOf(tree)
    .filter((node) => ts.isDecorator(node))
    .flatMap((decorator) =>
      messagesFor(decorator.expression, tree).map((message) => ({
        path: file.path,
        line: lineOf(tree, decorator),
        message,
      })),
    )
}

function messagesFor(expression: ts.LeftHandSideExpression, tree: ts.SourceFile): string[] {
  const call = ts.isCallExpression(expression) ? expression : undefined
  const name = (call ? call.expression : expression).getText(tree)
  const position = thunkAt.get(name)
  if (position === undefined) return []
  const messages: string[] = []
  if (!isThunk(call?.arguments[position])) {
    messages.push(
      `@${name} without a type: name it in a thunk, ${position ? `@${name}('input', () => …)` : `@${name}(() => …)`}.`,
    )
  }
  if (name === 'Mutation' && !isNullable(call)) {
    messages.push('@Mutation must be nullable: true, or one thrown error blanks the other fields of the request.')
  }
  return messages
}

const isThunk = (argument: ts.Expression | undefined): boolean =>
  argument !== undefined && (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument))

const isNullable = (call: ts.CallExpression | undefined): boolean =>
  (call?.arguments ?? []).some(
    (argument) =>
      ts.isObjectLiteralExpression(argument) &&
      argument.properties.some(
        (property) =>
          ts.isPropertyAssignment(property) &&
          property.name.getText() === 'nullable' &&
          property.initializer.kind === ts.SyntaxKind.TrueKeyword,
      ),
  )
