import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'
import { isId } from '../ids.js'
import { parseInstant, parseLocalDate } from '../instant.js'

interface TextScalar {
  readonly name: string
  readonly description: string
  /** The value to work with, or null when `text` is not of this kind. */
  readonly parse: (text: string) => string | null
  /** Ends the sentence "… is not ". */
  readonly expected: string
  readonly specifiedByURL?: string
}

/** A scalar that is text on both sides: checked strictly on the way in, passed through on the way out. */
function textScalar({ name, description, parse, expected, specifiedByURL }: TextScalar): GraphQLScalarType {
  const read = (value: unknown, node: ValueNode | null): string => {
    const parsed = typeof value === 'string' ? parse(value) : null
    if (parsed === null) throw badValue(`${show(value)} is not ${expected}.`, node)
    return parsed
  }
  return new GraphQLScalarType({
    name,
    description,
    ...(specifiedByURL ? { specifiedByURL } : {}),
    parseValue: (value) => read(value, null),
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null, node),
    serialize: (value) => String(value),
  })
}

/** A value that cannot be read, marked for the one place that turns errors into answers. */
const badValue = (message: string, node: ValueNode | null): GraphQLError =>
  new GraphQLError(message, { nodes: node, extensions: { code: 'BAD_USER_INPUT', badValue: true } })

const show = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value) : 'The value'

/** Takes the place of GraphQL's own ID: every id is a UUID, so a malformed one is refused before anything runs. */
export const IdScalar = textScalar({
  name: 'ID',
  description: 'A UUID, as text in lower case.',
  parse: (text) => (isId(text) ? text.toLowerCase() : null),
  expected: 'an id (a UUID)',
})

/** An instant: in with any offset, out in UTC. */
export const DateTimeScalar = textScalar({
  name: 'DateTime',
  description:
    'A moment, as RFC 3339 text. Sent with a UTC offset (`2026-03-01T10:00:00+01:00`), always answered in UTC (`2026-03-01T09:00:00Z`).',
  parse: parseInstant,
  expected: 'a date and time with an offset, such as 2026-03-01T10:00:00Z',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
})

/** A day without a time zone. */
export const LocalDateScalar = textScalar({
  name: 'LocalDate',
  description: 'A day without a time zone, as `YYYY-MM-DD`: birthdays, joining dates.',
  parse: parseLocalDate,
  expected: 'a day such as 2026-03-01',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
})

/** Free JSON, out only: the numbers and names inside a message. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value. Only ever answered, never taken.',
})
