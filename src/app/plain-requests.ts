import type { IncomingMessage } from 'node:http'

/** The media type of answers to whoever has no wish. */
export const usual = 'application/json; charset=utf-8'

/** Media types that may be asked for in these words; others are negotiated (RFC 9110, 12.5.1) by Apollo. */
const accepted: ReadonlyMap<string | undefined, string> = new Map([
  ...[undefined, '*/*', 'application/json'].map((words) => [words, usual] as const),
  ...[
    'application/graphql-response+json',
    // Apollo Client, and urql.
    'application/graphql-response+json,application/json;q=0.9',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  ].map((words) => [words, 'application/graphql-response+json; charset=utf-8'] as const),
])

const json = /^application\/json(; ?charset=utf-8)?$/i

/** The media type that an answer has; undefined when that must be negotiated. */
export const typeOfAnswer = ({ headers }: IncomingMessage): string | undefined => accepted.get(headers.accept)

/** Whether the head of a request is such as nearly all have; everything else is for Express and Apollo to understand. */
export const isPlain = ({ method, url, headers }: IncomingMessage, maxBody: number): boolean =>
  method === 'POST' &&
  url === '/graphql' &&
  json.test(headers['content-type'] ?? '') &&
  headers['content-encoding'] === undefined &&
  accepted.has(headers.accept) &&
  // A body in pieces has no length before it is over.
  isWithin(Number(headers['content-length']), maxBody)

const isWithin = (length: number, most: number): boolean => length > 0 && length <= most
