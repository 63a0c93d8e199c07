import Fastify from 'fastify'
import mercurius from 'mercurius'
import { ready } from './bed.mjs'
import { loaders, resolvers, typeDefs } from './graphql-peer.mjs'

const app = Fastify()
await app.register(mercurius, { schema: typeDefs, resolvers, context: loaders, jit: 1 })
await app.listen({ port: 0, host: '127.0.0.1' })
ready(app.server.address().port)
