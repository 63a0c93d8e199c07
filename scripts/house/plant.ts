import type { House, Rule } from './house.js'

// A house of the given files, path → text, in memory.
const plant = (files: Readonly<Record<string, string>>): House => ({
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
})

/** What one rule says about planted files, each as `path:line message`. */
export const complaints = (rule: Rule, files: Readonly<Record<string, string>>): string[] =>
  rule.find(plant(files)).map(({ path, line, message }) => `${path}:${line} ${message}`)
