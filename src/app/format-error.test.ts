import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { Blocked } from '../platform/blocked.js'
import { RequestOver } from '../platform/db/request-over.js'
import { createLog } from '../platform/log.js'
import { formatError, statusOf } from './format-error.js'

function answered(error: unknown, hasLeft = false) {
  const lines: Record<string, unknown>[] = []
  const log = createLog('debug', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  return { answer: formatError(error, { requestId: 'request-7', log, hasLeft }), lines }
}

/** As graphql-js wraps what a resolver throws. */
const thrownBy = (path: readonly string[], originalError: Error) =>
  new GraphQLError(originalError.message, { path, originalError })

const databaseError = (code: string) => Object.assign(new Error('secret_table is broken'), { code })

describe('formatError', () => {
  it('keeps the code and the words of a no, and wakes nobody', () => {
    const { answer, lines } = answered(thrownBy(['event'], new Blocked('BAD_CURSOR', 'No such place.', ['after'])))

    expect(answer).toEqual({
      message: 'No such place.',
      path: ['event'],
      extensions: { code: 'BAD_CURSOR', argumentPath: ['after'] },
    })
    expect(lines).toEqual([])
  })

  it('wakes nobody for what ended with the connection of a client; for the same without one it does', () => {
    const error = thrownBy(['event'], new RequestOver())

    expect(answered(error, true).lines).toMatchObject([{ level: 20, requestId: 'request-7' }])
    expect(answered(error).lines).toMatchObject([{ level: 50, requestId: 'request-7' }])
  })

  it('wakes somebody for a defect, whether or not its client is there', () => {
    expect(answered(new Error('the till is empty'), true).lines).toMatchObject([{ level: 50 }])
  })

  it.each([
    ['an error of ours', thrownBy(['event'], new Error('the till is empty'))],
    ['an error that was wrapped twice', thrownBy(['event'], thrownBy(['x'], new TypeError('x is undefined')))],
    ['an error of the database that only a defect causes', thrownBy(['event'], databaseError('42P01'))],
    ['an error without a resolver', new Error('the till is empty')],
    ['something that is no error', 'the till is empty'],
    ['nothing', undefined],
    ['a GraphQL error with a code that is not for clients', new GraphQLError('x', { extensions: { code: 'SECRET' } })],
    ['a GraphQL error without a code', new GraphQLError('the till is empty')],
  ])('masks %s, and writes it down once under the same number', (_case, error) => {
    const { answer, lines } = answered(error)

    expect(answer.message).toBe('Something went wrong on our side. Tell us the request id request-7.')
    expect(answer.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-7' })
    expect(lines).toMatchObject([{ level: 50, requestId: 'request-7' }])
  })

  it.each([
    ['22021', 'BAD_USER_INPUT', []],
    ['57014', 'TIMEOUT', [40]],
    ['55P03', 'TIMEOUT', [40]],
    ['57P01', 'SERVICE_UNAVAILABLE', [50]],
    ['ECONNREFUSED', 'SERVICE_UNAVAILABLE', [50]],
  ])('answers the database’s %s by %s', (code, answered_, levels) => {
    const { answer, lines } = answered(thrownBy(['event'], databaseError(code)))

    expect(answer.extensions).toMatchObject({ code: answered_ })
    expect(answer.message).not.toContain('secret_table')
    expect(lines.map(({ level }) => level)).toEqual(levels)
  })

  it.each([
    ['Variable "$input" got invalid value 7 at "input.rows[0].email"; String cannot', ['input', 'rows', '0', 'email']],
    ['Variable "$first" got invalid value "x"; Int cannot represent', ['first']],
    ['Variable "$id" of required type "ID!" was not provided.', ['id']],
  ])('finds in %s where the fault lies', (message, argumentPath) => {
    const { answer } = answered(new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } }))

    expect(answer.extensions).toEqual({ code: 'BAD_USER_INPUT', argumentPath })
  })
})

describe('statusOf', () => {
  const errorsOf = (...codes: string[]) => codes.map((code) => ({ message: '', extensions: { code } }))

  it.each([
    [['FORBIDDEN'], false, 403],
    [['TENANT_NOT_FOUND'], false, 404],
    [['SERVICE_UNAVAILABLE'], false, 503],
    [['TIMEOUT'], false, 504],
    [['INTERNAL_SERVER_ERROR'], false, 500],
    [['BAD_CURSOR'], false, 400],
    [['FORBIDDEN'], true, null],
    [['INTERNAL_SERVER_ERROR'], true, null],
    [['UNAUTHENTICATED'], true, 401],
    [['FORBIDDEN', 'TOKEN_EXPIRED'], true, 401],
    [['GRAPHQL_VALIDATION_FAILED'], false, null],
    [[], false, null],
  ])('of %j with data: %s is %s', (codes, hasData, status) => {
    expect(statusOf(errorsOf(...codes), hasData ? { event: null, church: {} } : { event: null })).toBe(status)
  })
})
