import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'

/** A handle that reaches no database: it writes down each statement and answers with the row `answer`. */
export function recordingHandle(answer: object): {
  readonly db: Kysely<never>
  readonly statements: readonly string[]
} {
  const statements: string[] = []
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql }: CompiledQuery): Promise<QueryResult<Row>> {
      statements.push(sql)
      // Whatever the caller selects is read from the one answer.
      return { rows: [answer as Row], numAffectedRows: 1n }
    },
    async *streamQuery<Row>({ sql }: CompiledQuery): AsyncGenerator<QueryResult<Row>> {
      statements.push(sql)
      yield { rows: [] }
    },
  }
  class RecordingDriver extends DummyDriver {
    override acquireConnection = async () => connection
  }
  const db = new Kysely<never>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new RecordingDriver(),
      createIntrospector: (handle) => new PostgresIntrospector(handle),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return { db, statements }
}

/** A row that has every column: those of `known`, and '1' for any other, which reads as text and as a number. */
export const rowOf = (known: Readonly<Record<string, unknown>>): object =>
  new Proxy(known, { get: (row, name) => (typeof name === 'symbol' ? undefined : (row[name] ?? '1')) })
