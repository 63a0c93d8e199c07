import { createSchema, createYoga } from 'graphql-yoga'
import { serve } from './bed.mjs'
import { loaders, resolvers, typeDefs } from './graphql-peer.mjs'

serve(
  createYoga({
    schema: createSchema({ typeDefs, resolvers }),
    context: loaders,
    logging: false,
    graphiql: false,
    landingPage: false,
  }),
)
