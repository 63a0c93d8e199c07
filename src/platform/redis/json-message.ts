/** Writes a message as JSON text. Throws TypeError for what JSON cannot hold: undefined, functions, bigint, circles. */
export function encodeMessage(message: unknown): string {
  const text: string | undefined = JSON.stringify(message)
  if (text === undefined) throw new TypeError('A message must be a JSON value.')
  return text
}

/** Reads a message back, frozen to its depth because all listeners share it. Throws SyntaxError for foreign text. */
export function decodeMessage(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => Object.freeze(value))
}
