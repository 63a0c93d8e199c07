import { expect, it } from 'vitest'
import { complaints } from './plant.js'
import { wordsAreListed, wordsPath } from './words-are-listed.js'

const source = {
  'src/events/event.ts': "export const eventRefusals = {\n  EVENT_FULL: 'No place.',\n} as const\n",
  'src/events/event-announcements.ts': "export const eventCreated = announcement<Event>('eventCreated')\n",
}

it('asks for codes and announcements that have no meaning yet', () => {
  expect(complaints(wordsAreListed, { ...source, [wordsPath]: 'EVENT_FULL, `EVENT_FULLER`' })).toEqual([
    'src/events/event.ts:2 EVENT_FULL is not in docs/words.md: add it in backticks, with its one meaning.',
    'src/events/event-announcements.ts:1 eventCreated is not in docs/words.md: add it in backticks, with its one meaning.',
  ])
  expect(complaints(wordsAreListed, source)).toHaveLength(2)
})

it('is content with words in backticks', () => {
  expect(complaints(wordsAreListed, { ...source, [wordsPath]: '| `EVENT_FULL` |\nHeard: `eventCreated`.' })).toEqual([])
})
