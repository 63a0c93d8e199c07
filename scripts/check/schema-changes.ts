/** What a run of `graphql-inspector diff` means. Lines that begin with `note: ` are worth showing although nothing broke. */
export interface SchemaDiff {
  readonly lines: readonly string[]
  readonly breaks: boolean
}

/** Reads what `graphql-inspector diff` printed: a breaking change, or a diff that could not be made, breaks. */
export function readSchemaDiff(printed: string, exitCode: number | null): SchemaDiff {
  const lines = printed.split('\n').map((line) => line.replace(/^\[\w+\]\s*/, '').trim())
  const marked = (mark: string) => lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1).trim())
  const dangerous = marked('⚠').map((change) => `note: dangerous: ${change}`)
  const breaking = marked('✖').map((change) => `breaking: ${change}`)
  if (breaking.length > 0) {
    const advice = 'Deprecate instead: keep the old element with deprecationReason until no client uses it.'
    return { lines: [...breaking, advice, ...dangerous], breaks: true }
  }
  return exitCode === 0 ? { lines: dangerous, breaks: false } : { lines, breaks: true }
}
