import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { PoolClient } from 'pg'
import { statementOf } from './named-statements.js'

const compiler = new PostgresQueryCompiler()
const adapter = new PostgresAdapter()
const refuseToBegin = (): never => {
  throw new Error('Transactions are opened by inTransaction() or the control desk, which know whose they are.')
}
const dialect = new PostgresDialect({ pool: () => refuseToBegin() })
const driver: Driver = {
  init: async () => undefined,
  acquireConnection: refuseToBegin,
  beginTransaction: refuseToBegin,
  commitTransaction: refuseToBegin,
  rollbackTransaction: refuseToBegin,
  releaseConnection: async () => undefined,
  destroy: async () => undefined,
}

/** A kysely handle whose statements go where `connections` says, and that opens no transaction of its own. */
export function handleOn<Tables>(connections: ConnectionProvider): Kysely<Tables> {
  const executor = new DefaultQueryExecutor(compiler, adapter, connections)
  return new Kysely<Tables>({ config: { dialect }, dialect, driver, executor })
}

/** How one statement is sent and answered. */
type Ask = <Row>(query: CompiledQuery) => Promise<QueryResult<Row>>

/** A connection as kysely sees one, over `ask`. */
export function connectionOn(ask: Ask): DatabaseConnection {
  return {
    executeQuery: (query) => ask(query),
    streamQuery: () => {
      throw new Error('Rows are not streamed through a request: exports open a connection of their own.')
    },
  }
}

/** Statements sent on `client`, whatever transaction stands on it. */
export const askOn =
  (client: PoolClient): Ask =>
  async <Row>({ sql, parameters }: CompiledQuery) => {
    const { rows, rowCount } = await client.query<Row & object>(statementOf(sql, parameters, null))
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }
