import { describe, expect, it } from 'vitest'
import { isRefusal } from '../platform/refusal.js'
import { readSettingsChange } from './settings-faults.js'
import type { SettingsChange } from './settings.js'

const faultsOf = (change: SettingsChange) => {
  const read = readSettingsChange(change)
  return isRefusal(read) ? read.errors.map(({ code, path }) => `${path.join('.')} ${code}`) : []
}

describe('a change of settings', () => {
  it('keeps texts without blanks around them, addresses in lower case', () => {
    const read = readSettingsChange({ communication: { senderName: ' Grace ', replyTo: ' Office@Grace.org ' } })

    expect(read).toEqual({ group: 'communication', values: { senderName: 'Grace', replyTo: 'office@grace.org' } })
  })

  it('leaves alone what was left out', () => {
    expect(readSettingsChange({ members: { adultAge: 21, memberStart: undefined } })).toEqual({
      ...{ group: 'members', values: { adultAge: 21 } },
    })
  })

  it.each<[string, SettingsChange, readonly string[]]>([
    ['no group', {}, [' INVALID']],
    ['a group that is null', { giving: null }, [' INVALID']],
    ['two groups', { giving: {}, members: {} }, [' INVALID']],
    ['a prefix in small letters', { members: { memberPrefix: 'gr' } }, ['members.memberPrefix INVALID']],
    ['a prefix of one letter', { members: { memberPrefix: 'G' } }, ['members.memberPrefix INVALID']],
    ['a long prefix', { members: { memberPrefix: 'ABCDEFGHIJK' } }, ['members.memberPrefix TOO_LONG']],
    ['no prefix', { members: { memberPrefix: ' ' } }, ['members.memberPrefix REQUIRED']],
    ['a switch that is null', { privacy: { directoryEnabled: null } }, ['privacy.directoryEnabled REQUIRED']],
    ['a number below', { communication: { reminderHours: 0 } }, ['communication.reminderHours INVALID']],
    ['a number above', { automation: { followUpDays: 91 } }, ['automation.followUpDays INVALID']],
    ['an address that is none', { communication: { replyTo: 'office' } }, ['communication.replyTo INVALID']],
    ['a long footer', { giving: { receiptFooter: 'x'.repeat(501) } }, ['giving.receiptFooter TOO_LONG']],
    [
      'several at once',
      { members: { memberPrefix: '', adultAge: 3 } },
      ['members.memberPrefix REQUIRED', 'members.adultAge INVALID'],
    ],
  ])('is refused with %s', (_case, change, faults) => {
    expect(faultsOf(change)).toEqual(faults)
  })
})
