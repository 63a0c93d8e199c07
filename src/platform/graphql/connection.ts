import { countLimit, type Page } from '../page.js'
import { type ClassType, Field, FieldResolver, Int, ObjectType, Resolver, Root } from './decorators.js'

/** Where a page stands in its list. */
@ObjectType('PageInfo', { description: 'Where a page stands in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  declare readonly hasNextPage: boolean

  @Field(() => String, { nullable: true, description: 'Send it as `after` for the next page; null on an empty page.' })
  declare readonly endCursor: string | null
}

/**
 * The types of a list of `node` by pages (Relay's cursor connections, with `nodes` beside `edges`), and the resolver of
 * its counts, which run only when asked for.
 */
export function connectionOf<Node extends object>(name: string, node: ClassType<Node>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its place.` })
  class Edge {
    @Field(() => String, { description: 'Its place in the list; send it as `after` to go on from here.' })
    declare readonly cursor: string

    @Field(() => node, { description: `The ${name}.` })
    declare readonly node: Node
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list: ${name}.` })
  class Connection {
    @Field(() => [node], { description: 'The entries of this page.' })
    declare readonly nodes: readonly Node[]

    @Field(() => [Edge], { description: 'The same entries, each with its cursor.' })
    declare readonly edges: readonly Edge[]

    @Field(() => PageInfoType, { description: 'Whether there is more, and where to go on.' })
    declare readonly pageInfo: PageInfoType
  }

  return { Connection, ConnectionCounts: countsOf(Connection) }
}

function countsOf(connection: ClassType) {
  @Resolver(() => connection)
  class ConnectionCounts {
    @FieldResolver(() => Int, {
      nullable: true,
      description: `How many entries the whole list has, counted up to ${countLimit}. It costs a count: ask for it only when you show it.`,
    })
    async totalCount(@Root() page: Page<unknown>): Promise<number> {
      return Math.min(await page.count(), countLimit)
    }

    @FieldResolver(() => Boolean, {
      description: `Whether \`totalCount\` stopped at ${countLimit} with more to count.`,
    })
    async totalCountIsCapped(@Root() page: Page<unknown>): Promise<boolean> {
      return (await page.count()) > countLimit
    }
  }

  return ConnectionCounts
}
