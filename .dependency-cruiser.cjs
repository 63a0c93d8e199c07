// The twelve rules of section 2 of the house: who may import whom. scripts/ and src/testing may import anything.

const domain = '^src/(?!app/|platform/|testing/)([^/]+)/'
const schemaFile = '[.](graphql|resolver)[.]ts$'
const byPackage = (name) => `(^|node_modules/)(@types/)?${name}(/|$)`

const rule = (name, comment, { from, to, ...rest }) => ({ name, comment, severity: 'error', from, to, ...rest })

module.exports = {
  forbidden: [
    rule(
      'platform-knows-no-one',
      'platform imports only platform: what it needs to know is handed to it as an argument.',
      {
        from: { path: '^src/platform/' },
        to: { path: '^(src|scripts)/', pathNot: '^src/platform/' },
      },
    ),
    rule('domains-do-not-know-the-app', 'A domain is handed its ctx; whatever it takes from app belongs in platform.', {
      from: { path: domain },
      to: { path: '^src/(app/|main[.]ts$)' },
    }),
    rule('use-the-front-door', 'Another domain is used through its index.ts: export there what others may call.', {
      from: { path: domain },
      to: { path: domain, pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$', '[.]graphql[.]ts$'] },
    }),
    rule(
      'schema-door-is-for-schema-files',
      "Only *.graphql.ts and *.resolver.ts import another domain's *.graphql.ts.",
      {
        from: { path: domain, pathNot: schemaFile },
        to: { path: `${domain}.*[.]graphql[.]ts$`, pathNot: '^src/$1/' },
      },
    ),
    rule('no-domain-cycles', 'Newer domains know older ones: let the older announce and the newer listen.', {
      scope: 'folder',
      from: { path: '^src/[^/]+$' },
      to: { path: '^src/[^/]+$', circular: true },
    }),
    rule('no-cycles', 'No circle between files: move what both need into a third file.', {
      from: {},
      to: { circular: true },
    }),
    rule(
      'sql-in-repositories',
      'SQL lives in *.repository.ts and *.queries.ts; elsewhere kysely is imported as a type only.',
      {
        from: {
          path: '^src/',
          pathNot: ['[.](repository|queries)[.]ts$', '^src/platform/(db|tenancy)/', '^src/testing/'],
        },
        to: { path: byPackage('kysely'), dependencyTypesNot: ['type-only'] },
      },
    ),
    rule(
      'pg-behind-the-gate',
      'pg is used only in platform/db and platform/tenancy: everybody else is handed ctx.db.',
      {
        from: { path: '^src/', pathNot: ['^src/platform/(db|tenancy)/', '^src/testing/'] },
        to: { path: byPackage('pg[a-z-]*') },
      },
    ),
    rule('one-gate', 'No domain imports platform/tenancy: it is handed ctx.db, which is already behind the gate.', {
      from: { path: domain },
      to: { path: '^src/platform/tenancy/' },
    }),
    rule('one-type-graphql', 'type-graphql is imported only by platform/graphql/decorators.ts: take it from there.', {
      from: { path: '^src/', pathNot: '^src/platform/graphql/decorators[.]ts$' },
      to: { path: byPackage('type-graphql') },
    }),
    rule(
      'graphql-at-the-edge',
      'Decorators stand in *.graphql.ts and *.resolver.ts; a use case takes and returns plain values.',
      {
        from: { path: '^src/', pathNot: [schemaFile, '^src/platform/graphql/', '^src/app/'] },
        to: { path: '^src/platform/graphql/decorators[.]ts$' },
      },
    ),
    rule(
      'redis-in-one-place',
      'ioredis and graphql-redis-subscriptions stay in platform/redis, behind its interfaces.',
      {
        from: { path: '^src/', pathNot: '^src/platform/redis/' },
        to: { path: [byPackage('ioredis'), byPackage('graphql-redis-subscriptions')] },
      },
    ),
  ],
  options: {
    // An API test imports the whole app, which would look like a circle.
    exclude: { path: '([.]test[.]ts$|^src/testing/)' },
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count too, or a circle of types and a forbidden type import would go unseen.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
