import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { mainSchema } from './main-schema.js'

let root: string

const git = (...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false', ...words], {
    cwd: root,
    stdio: 'pipe',
  })

const commit = (schema: string) => {
  writeFileSync(join(root, 'schema.graphql'), schema)
  git('add', '.')
  git('commit', '--quiet', '--no-verify', '-m', 'x')
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faithflow-main-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

it('takes the schema where the branch began, so that what main gained since is not called removed', () => {
  git('init', '--quiet', '-b', 'main')
  commit('old')
  git('checkout', '--quiet', '-b', 'work')
  commit('mine')
  git('checkout', '--quiet', 'main')
  commit('newer')
  git('checkout', '--quiet', 'work')

  expect(mainSchema(root)).toBe('old')
})

it('prefers what is published', () => {
  git('init', '--quiet', '-b', 'main')
  commit('published')
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  commit('not pushed')

  expect(mainSchema(root)).toBe('published')
})

it('knows of none without git, without a main branch and without the file', () => {
  expect(mainSchema(root)).toBeUndefined()

  git('init', '--quiet', '-b', 'other')
  expect(mainSchema(root)).toBeUndefined()

  git('checkout', '--quiet', '-b', 'main')
  git('commit', '--quiet', '--no-verify', '--allow-empty', '-m', 'x')
  expect(mainSchema(root)).toBeUndefined()
})
