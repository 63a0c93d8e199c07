import ts from 'typescript'
import type { HouseFile } from './house.js'

const parsed = new WeakMap<HouseFile, ts.SourceFile>()

/** The syntax tree of a file; parsed once per file object, parents set. Broken source gives a partial tree. */
export function parse(file: HouseFile): ts.SourceFile {
  const known = parsed.get(file)
  if (known) return known
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS)
  parsed.set(file, tree)
  return tree
}

/** Every node below `node`, itself included, in source order. Punctuation is left out. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [node]
  ts.forEachChild(node, (child) => {
    found.push(...nodesOf(child))
  })
  return found
}

/** The line a position stands on, counted from 1. */
const lineAt = (tree: ts.SourceFile, position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1

/** The line a node starts on, without its comments; counted from 1. */
export const lineOf = (tree: ts.SourceFile, node: ts.Node): number => lineAt(tree, node.getStart(tree))

/** One comment with its delimiters, and the line it starts on, counted from 1. */
export interface Comment {
  readonly text: string
  readonly line: number
}

/** Every comment of a file, once each, in source order; text that looks like a comment inside a string is none. */
export function commentsOf(file: HouseFile): Comment[] {
  const tree = parse(file)
  const starts = new Map<number, ts.CommentRange>()
  const note = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const range of ranges ?? []) starts.set(range.pos, range)
  }
  const visit = (node: ts.Node) => {
    note(ts.getLeadingCommentRanges(file.text, node.getFullStart()))
    note(ts.getTrailingCommentRanges(file.text, node.getEnd()))
    // A docstring's own parts lie inside a comment already noted.
    if (!ts.isJSDoc(node)) for (const child of node.getChildren(tree)) visit(child)
  }
  visit(tree)
  return [...starts.values()]
    .toSorted((one, other) => one.pos - other.pos)
    .map((range) => ({ text: file.text.slice(range.pos, range.end), line: lineAt(tree, range.pos) }))
}
