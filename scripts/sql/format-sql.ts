const width = 120

// Quoted text counts as one piece, so that no keyword or parenthesis is found inside it.
const piece = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^\s'"(),]+|\s+/g
const clause =
  /^(?:select|from|where|group by|order by|limit|returning|values|for update|on conflict|do update|set|union|(?:(?:inner|left|cross) )?join)\b/
// `left join` begins a line and the `join` inside it does not; the same goes for the others.
const insideClause = /(?:\b(?:inner|left|cross|delete|do update|for)|^)\s*$/

/** One statement with each clause on its own lines, none longer than 120 characters where commas and `and` allow it. */
export const formatSql = (sql: string): string => layOut(sql.replaceAll(/\s+/g, ' ').trim(), '')

function layOut(sql: string, indent: string): string {
  return cut(sql, startsClause)
    .flatMap((line) => (fits(line, indent) ? [line] : breakClause(line)))
    .map((line) => `${indent}${fits(line, indent) ? line : breakParentheses(line, indent)}`)
    .join('\n')
}

const fits = (line: string, indent: string): boolean => indent.length + line.length <= width

const startsClause = (rest: string, before: string): boolean => clause.test(rest) && !insideClause.test(before)

function breakClause(line: string): string[] {
  const [first = '', ...others] = cut(line, (rest, before) => before.endsWith(', ') || /^(?:and|or)\b/.test(rest))
  const indent = clause.test(line) ? '  ' : ''
  return [first, ...others.map((part) => `${indent}${part}`)]
}

// The longest parenthesis goes on lines of its own, deeper by two.
function breakParentheses(line: string, indent: string): string {
  const groups = groupsOf(line).toSorted((one, other) => other.text.length - one.text.length)
  const longest = groups[0]
  if (!longest || longest.text.length < 40) return line
  const before = line.slice(0, longest.start)
  const deeper = `${indent}${' '.repeat(before.length - before.trimStart().length)}`
  const after = line.slice(longest.start + longest.text.length)
  return `${before}\n${layOut(longest.text.trim(), `${deeper}  `)}\n${deeper}${after}`
}

interface Piece {
  readonly text: string
  readonly start: number
  readonly depth: number
}

function piecesOf(sql: string): Piece[] {
  let depth = 0
  return [...sql.matchAll(piece)].map(({ 0: text, index }) => {
    if (text === ')') depth -= 1
    const found = { text, start: index, depth }
    if (text === '(') depth += 1
    return found
  })
}

// Cuts before each piece outside of all parentheses that `starts` a new line, told the text from it on and before it.
function cut(sql: string, starts: (rest: string, before: string) => boolean): string[] {
  const at = piecesOf(sql)
    .filter(({ depth, text, start }) => depth === 0 && text.trim() && starts(sql.slice(start), sql.slice(0, start)))
    .map(({ start }) => start)
  return [0, ...at.filter((start) => start > 0)].map((start, index, all) => sql.slice(start, all[index + 1]).trimEnd())
}

// What stands in each outermost pair of parentheses.
function groupsOf(sql: string): { readonly text: string; readonly start: number }[] {
  const edges = piecesOf(sql).filter(({ depth, text }) => depth === 0 && (text === '(' || text === ')'))
  return edges.flatMap(({ text, start }, index) =>
    text === '(' ? [{ text: sql.slice(start + 1, edges[index + 1]?.start), start: start + 1 }] : [],
  )
}
