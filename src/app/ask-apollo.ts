import { type ApolloServer, HeaderMap, type HTTPGraphQLHead } from '@apollo/server'
import type { Request, Response } from 'express'
import type { Somewhere } from './somewhere.js'

/**
 * Has Apollo answer a POST whose body Express has read. Its own integration with Express looks for a query in the address
 * too, by a function that Node warns of.
 */
export async function askApollo(
  apollo: ApolloServer<Somewhere>,
  somewhere: Somewhere,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<void> {
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: headersOf(request), search: '', body: request.body as unknown },
    context: async () => somewhere,
  })
  writeHead(response, { headers, ...(status !== undefined && { status }) })
  // Nothing is answered in pieces: the schema has neither @defer nor @stream.
  response.send(body.kind === 'complete' ? body.string : '')
}

function headersOf({ headers }: Request): HeaderMap {
  const map = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return map
}

function writeHead(response: Response, { status = 200, headers }: HTTPGraphQLHead): void {
  for (const [name, value] of headers) response.setHeader(name, value)
  response.status(status)
}
