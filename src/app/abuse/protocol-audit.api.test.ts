import { type AuditResult, auditServer } from 'graphql-http'
import { beforeAll, describe, expect, it } from 'vitest'
import { createWorld } from '../../testing/world.js'

const world = await createWorld()

let results: AuditResult[]
beforeAll(async () => {
  const church = await world.church()
  const { token } = await church.person('ADMIN')
  const headers = { authorization: `Bearer ${token}`, 'x-church': church.church.subdomain }
  results = await auditServer({
    url: `http://127.0.0.1:${world.port}/graphql`,
    fetchFn: (url: string, options: RequestInit = {}) =>
      fetch(url, { ...options, headers: { ...(options.headers as Record<string, string> | undefined), ...headers } }),
  })
})

const idsOf = (status: AuditResult['status']): string[] =>
  results.filter((result) => result.status === status).map(({ id }) => id)

describe('the audit of GraphQL over HTTP', () => {
  it('finds what it always finds: 55 right, three notices, three warnings, no error', () => {
    expect(idsOf('error')).toEqual([])
    // Warnings: no GET (572B), and 400 in place of 200 for faults of a document under application/json (FDE2, 7B9B).
    expect(idsOf('warn').toSorted()).toEqual(['572B', '7B9B', 'FDE2'])
    expect(idsOf('notice')).toHaveLength(3)
    expect(idsOf('ok')).toHaveLength(55)
  })
})
