import { readFileSync } from 'node:fs'

/** What `npm start` tells Node: a server is measured as it is started. */
export function flagsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: { readonly start: string }
  }
  return scripts.start.match(/--\S+/g) ?? []
}
