import { describe, expect, it } from 'vitest'
import { createLog } from './log.js'

function written(fields: object): string {
  const lines: string[] = []
  createLog('debug', { write: (line) => void lines.push(line) }).error(fields, 'something happened')
  return lines.join('')
}

describe('createLog', () => {
  it.each(['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'passwordHash'])(
    'blanks the %s, also inside of what is logged',
    (name) => {
      const secret = { [name]: 'hush-hush' }

      expect(written({ ...secret, input: secret, request: { headers: secret } })).not.toContain('hush-hush')
    },
  )

  it('keeps of a database error what it is, and not the row that it is about', () => {
    const error = Object.assign(new Error('violates a constraint'), {
      code: '23514',
      detail: 'Failing row contains (akosua@example.org).',
    })

    const line = written({ err: error })

    expect(line).toContain('23514')
    expect(line).toContain('violates a constraint')
    expect(line).not.toContain('akosua')
  })

  it('keeps of a value that the database could not read what it should have been, and not the value', () => {
    const message = 'invalid input syntax for type date: "Akosua "Aba" Mensah"'
    const cause = Object.assign(new Error(message), { code: '22007', where: 'JSON data, line 1: Akosua' })

    const line = written({ err: new Error('the step failed', { cause }) }) + written({ err: cause })

    expect(line).toContain('invalid input syntax for type date')
    expect(line).toContain('the step failed')
    expect(line).not.toMatch(/Akosua|Aba|Mensah/)
  })

  it('lets a child say on every line where it belongs', () => {
    const lines: string[] = []
    const log = createLog('info', { write: (line) => void lines.push(line) }).child({ church: 'grace' })

    log.debug({}, 'unheard')
    log.info({}, 'heard')

    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { church: 'grace', msg: 'heard', level: 30 },
    ])
  })
})
