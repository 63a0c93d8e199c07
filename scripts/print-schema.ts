import { writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { buildSchema } from '../src/app/schema.js'

writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(buildSchema()))}\n`)
