/** A handle was used after its request had ended: a defect, unless the client went away in the middle of it. */
export class RequestOver extends Error {
  override readonly name = 'RequestOver'

  constructor() {
    super('This handle was used after its request had ended.')
  }
}
