/** One statement of a longer SQL text. */
export interface Statement {
  readonly text: string
  /** Where it begins in the whole text, counted from 0, comments before it left out. */
  readonly start: number
}

// Comments, strings, quoted names and dollar-quoted bodies are one token each: a semicolon in them ends nothing. `\w+`
// stands after E'…', so that the last letter of a word is not taken for the mark of such a string.
const token =
  /--[^\n]*|\/\*[\s\S]*?\*\/|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$((?:[A-Za-z_]\w*)?)\$[\s\S]*?\$\1\$|;|\w+|[\s\S]/g

/**
 * The statements of an SQL text, in order. For telling people where something failed: bodies in `begin atomic … end`,
 * whose semicolons stand bare, are cut.
 */
export function splitStatements(sql: string): readonly Statement[] {
  const statements: Statement[] = []
  let start: number | null = null
  const endAt = (end: number): void => {
    if (start !== null) statements.push({ text: sql.slice(start, end).trimEnd(), start })
    start = null
  }
  for (const { 0: text, index } of sql.matchAll(token)) {
    if (text === ';') endAt(index)
    else if (start === null && !text.startsWith('--') && !text.startsWith('/*') && text.trim() !== '') start = index
  }
  endAt(sql.length)
  return statements
}

/** The statement that stands at `offset` of the text, counted from 0; null before the first. */
export const statementAt = (sql: string, offset: number): string | null =>
  offset < 0 || offset > sql.length
    ? null
    : (splitStatements(sql).findLast(({ start }) => start <= offset)?.text ?? null)
