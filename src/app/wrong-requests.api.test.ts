import { beforeAll, describe, expect, it } from 'vitest'
import type { Person } from '../testing/church-world.js'
import { sendRaw } from '../testing/raw-connection.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let person: Person
beforeAll(async () => {
  const church = await world.church()
  person = await church.person('ADMIN', { onRoll: false })
})

const question = JSON.stringify({ query: '{ viewer { id } }' })

const faultOf = ({ status, errors }: Awaited<ReturnType<Person['api']['ask']>>) => ({
  status,
  code: errors[0]?.extensions?.code,
  message: errors[0]?.message,
})

describe('who asks in a wrong way is told what to do instead', () => {
  it.each([
    ['text/plain', 'Send the header `content-type: application/json`, not `text/plain`.'],
    ['application/graphql', 'Send the header `content-type: application/json`, not `application/graphql`.'],
    ['', 'Send the header `content-type: application/json`.'],
  ])('about the content type "%s"', async (type, message) => {
    const answer = await person.api.with({ headers: { 'content-type': type } }).sendBody(question)

    expect(faultOf(answer)).toEqual({ status: 400, code: 'BAD_REQUEST', message })
  })

  it('about a batch', async () => {
    const answer = await person.api.sendBody(`[${question},${question}]`)

    const message = 'Send one operation in each request: lists of them (batches) are not served.'
    expect(faultOf(answer)).toEqual({ status: 400, code: 'BAD_REQUEST', message })
  })

  it.each(['', '{}'])('about the body "%s"', async (body) => {
    const answer = await person.api.sendBody(body)

    const message = 'The request has no body: send JSON such as {"query":"{ viewer { name } }"}.'
    expect(faultOf(answer)).toEqual({ status: 400, code: 'BAD_REQUEST', message })
  })

  it.each(['/', '/api/graphql', '/v1/graphql'])('about the address %s', async (path) => {
    const answer = await person.api.ask('POST', path)

    const message = `There is nothing at ${path}: GraphQL is at /graphql, the explorer at /explorer.`
    expect(faultOf(answer)).toEqual({ status: 404, code: 'NOT_FOUND', message })
  })

  it('about GET', async () => {
    const answer = await person.api.ask('GET', '/graphql')

    const message = 'Send operations by POST, as JSON; subscriptions over a WebSocket. The explorer is at /explorer.'
    expect(faultOf(answer)).toEqual({ status: 405, code: 'BAD_REQUEST', message })
  })

  it('about a link to a photo that leads nowhere', async () => {
    const answer = await person.api.ask('GET', `/api/v1/photos/${crypto.randomUUID()}`)

    expect(faultOf(answer)).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('about a socket at another address', async () => {
    const lines = [
      'GET /subscriptions HTTP/1.1',
      'Host: localhost',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ]

    const { text } = await sendRaw(world.port, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`))

    expect(text).toContain('HTTP/1.1 404 Not Found\r\n')
    expect(text).toContain(
      '{"errors":[{"message":"Sockets are served at /graphql.","extensions":{"code":"NOT_FOUND"}}]}',
    )
  })
})
