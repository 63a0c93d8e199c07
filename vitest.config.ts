import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Without the explicit block, files outside tsconfig's include lose their decorators.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  // Vite takes graphql's ESM build, libraries its CommonJS one: "another module or realm".
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
