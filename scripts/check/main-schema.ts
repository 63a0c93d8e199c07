import { spawnSync } from 'node:child_process'

/**
 * schema.graphql where this branch left the main branch (origin/main, else main); undefined when there is no such
 * branch, no such file in it, or no git. A shallow clone is compared with the main branch's tip.
 */
export function mainSchema(root: string): string | undefined {
  const git = (...words: readonly string[]) => {
    const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8' })
    return status === 0 ? stdout : undefined
  }
  const branch = ['origin/main', 'main'].find((name) => git('rev-parse', '--verify', '--quiet', `${name}^{commit}`))
  if (!branch) return undefined
  const fork = git('merge-base', 'HEAD', branch)?.trim() ?? branch
  return git('show', `${fork}:schema.graphql`)
}
