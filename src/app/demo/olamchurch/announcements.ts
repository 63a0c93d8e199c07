import type { PlannedAnnouncement } from '../demo-church.js'

/** What the parish has been told lately. */
export const announcements: readonly PlannedAnnouncement[] = [
  {
    title: 'Welcome to our parish',
    body: 'New here? Stay for a cup of tea after the Family Mass; somebody of the pastoral council wears a blue ribbon.',
    isPinned: true,
    daysAgo: 150,
  },
  {
    title: 'Roof of the chapel: half of the tiles are paid',
    body: 'Thank you. Work begins after the rains; until then the side altar stays closed.',
    priority: 'HIGH',
    isPinned: true,
    daysAgo: 24,
  },
  {
    title: 'Registration for catechism',
    body: 'Parents may register children from the age of seven at the parish office, mornings from Monday to Friday.',
    daysAgo: 41,
    expiresAfter: 30,
  },
  {
    title: 'Dawn Mass keeps its time',
    body: 'Some have heard of 06:00. It begins at 06:30, as it always did.',
    type: 'SCHEDULE_CHANGE',
    daysAgo: 33,
  },
  {
    title: 'Sixty years of marriage',
    body: 'Two of our oldest parishioners renew their vows at the Family Mass. Come and sing for them.',
    type: 'CELEBRATION',
    daysAgo: 20,
  },
  {
    title: 'Voices wanted',
    body: 'The Star of the Sea Choir looks for basses, and would not send a tenor away. Thursdays at 18:00.',
    priority: 'LOW',
    daysAgo: 16,
  },
  {
    title: 'Saint Vincent Table needs rice and oil',
    body: 'Sixty meals are cooked each Wednesday. Gifts may be left in the mission kitchen before ten.',
    type: 'OTHER',
    daysAgo: 11,
  },
  {
    title: 'No youth afternoon at the next date',
    body: 'The youth centre is painted. We meet again two weeks later; bring old clothes if you want to help.',
    type: 'CANCELLATION',
    priority: 'HIGH',
    daysAgo: 6,
    expiresAfter: 21,
  },
  {
    title: 'Water in the lower car park',
    body: 'After the rain of this week cars can only be left along Mission Street.',
    type: 'URGENT',
    priority: 'URGENT',
    daysAgo: 2,
    expiresAfter: 10,
  },
  {
    title: 'Confessions before the feast',
    body: 'Two priests from the neighbouring parishes will help on Friday from 16:00.',
    daysAgo: 1,
  },
]
