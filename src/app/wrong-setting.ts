/** A setting that cannot be used, as one line that says what to do. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}
