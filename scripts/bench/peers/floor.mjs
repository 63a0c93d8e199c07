import { createMember, dashboard, memberById, signIn, wholePage } from './answers.mjs'
import { serve } from './bed.mjs'

// The floor: node:http and pg, one handler for each question, written for it, with no check of anything.

const questions = {
  member: async ({ id }) => ({ member: await memberById(id) }),
  page: async ({ first }) => ({ members: { nodes: await wholePage(first) } }),
  dashboard: async () => {
    const read = await Promise.all(Object.entries(dashboard).map(async ([name, ask]) => [name, await ask()]))
    return Object.fromEntries(read)
  },
  createMember: async ({ input }) => ({ createMember: { member: await createMember(input), errors: [] } }),
  signIn: async ({ input }) => ({ signIn: { session: await signIn(input), errors: [] } }),
}

serve((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', async () => {
    try {
      const { question, variables } = JSON.parse(Buffer.concat(chunks))
      const body = Buffer.from(JSON.stringify({ data: await questions[question](variables) }))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
    } catch (error) {
      response.writeHead(500).end(String(error.stack))
    }
  })
})
