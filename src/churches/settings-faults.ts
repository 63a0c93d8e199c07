import { refuse, refuseAll, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { countCharacters, isEmail, trimmed } from '../platform/text.js'
import { groupNames, type Setting, type SettingsChange, settingsOf, type SettingValue } from './settings.js'

type Fault = UserError<keyof typeof sharedRefusals>

/** The one group that a change names, tidied; or everything wrong with the change at once. */
export function readSettingsChange(change: SettingsChange) {
  const named = groupNames.filter((group) => change[group])
  const [group] = named
  if (!group || named.length > 1) {
    return refuse('INVALID', 'Name one group of settings, and change it alone.')
  }
  const sent = change[group] ?? {}
  const known = settingsOf(group).filter(([name]) => sent[name] !== undefined)
  const values = Object.fromEntries(known.map(([name, setting]) => [name, tidy(setting, sent[name] ?? null)]))
  const faults = known.flatMap(([name, setting]) => settingFaults(setting, values[name] ?? null, [group, name]))
  return refuseAll(faults) ?? { group, values }
}

function tidy(setting: Setting, value: SettingValue): SettingValue {
  if (setting.kind !== 'text' || typeof value !== 'string') return value
  const text = trimmed(value)
  return setting.isEmail ? (text?.toLowerCase() ?? null) : text
}

function settingFaults(setting: Setting, value: SettingValue, path: readonly string[]): readonly Fault[] {
  if (value === null) {
    return setting.kind === 'text' && !setting.isRequired ? [] : [fault('REQUIRED', 'Must not be empty.', path)]
  }
  if (setting.kind === 'switch') return []
  if (setting.kind === 'count') {
    const { least, most } = setting
    const isWithin = typeof value === 'number' && value >= least && value <= most
    return isWithin ? [] : [{ ...fault('INVALID', `Must be from ${least} to ${most}.`, path), params: { least, most } }]
  }
  return textFaults(setting, String(value), path)
}

function textFaults(
  { maximum, form, isEmail: mustBeEmail }: Extract<Setting, { kind: 'text' }>,
  text: string,
  path: readonly string[],
): readonly Fault[] {
  if (countCharacters(text) > maximum) {
    return [{ ...fault('TOO_LONG', `Must not be longer than ${maximum} characters.`, path), params: { maximum } }]
  }
  if (form && !form.test(text)) return [fault('INVALID', 'Use capital letters and digits only.', path)]
  return mustBeEmail && !isEmail(text) ? [fault('INVALID', 'This is not an e-mail address.', path)] : []
}

const fault = (code: Fault['code'], message: string, path: readonly string[]): Fault => ({
  ...{ code, message, path, params: null },
})
