import pg from 'pg'
import { namesOf } from '../platform/tenancy/place.js'
import { gatewayLogin } from '../platform/tenancy/set-up-database.js'
import { asLogin } from './worker-database.js'

/** A bare connection under the gateway's login, around all of our code. */
export async function connectAsGateway(ownerUrl: string, cell = 'main'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: asLogin(ownerUrl, gatewayLogin(cell)) })
  await client.connect()
  return client
}

/** Tries statements as the church with this key would run them; resolves to PostgreSQL's code, or null when it worked. */
export async function codeAs(
  client: pg.Client,
  key: string,
  statements: string | pg.QueryConfig,
): Promise<string | null> {
  const { role, schema } = namesOf(key)
  await client.query(`begin; set local role "${role}"; set local search_path to "${schema}"`)
  const code = await codeOf(client.query(statements))
  await client.query('rollback')
  return code
}

/** PostgreSQL's code (SQLSTATE) of a failing query; null when it works. Anything else that goes wrong is thrown. */
export function codeOf(query: Promise<unknown>): Promise<string | null> {
  return query.then(
    () => null,
    (error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code) return error.code
      throw error
    },
  )
}
