import type { PlannedAnnouncement } from '../demo-church.js'

/** What the assembly has been told lately. */
export const announcements: readonly PlannedAnnouncement[] = [
  {
    title: 'First time here? We kept a seat for you',
    body: 'Come to the welcome desk in the foyer after either celebration: there is small chops and somebody to talk to.',
    isPinned: true,
    daysAgo: 170,
  },
  {
    title: 'Two celebrations every Sunday',
    body: 'At 08:00 and 11:00, with church for children in both. If you can, come to the first and leave room in the second.',
    type: 'SCHEDULE_CHANGE',
    isPinned: true,
    daysAgo: 60,
  },
  {
    title: 'Buses to the campground',
    body: 'Seats are booked at the welcome desk until the Sunday before. One piece of luggage for each person.',
    daysAgo: 38,
    expiresAfter: 28,
  },
  {
    title: 'Twelve people finished the School of the Word',
    body: 'They receive their certificates at the second celebration. The next class begins on Wednesday.',
    type: 'CELEBRATION',
    daysAgo: 27,
  },
  {
    title: 'Drummer wanted',
    body: 'The Harvest Praise Team is one drummer short. Come on Saturday at 14:00 and bring your own sticks.',
    priority: 'LOW',
    daysAgo: 19,
  },
  {
    title: 'New home cell around Unity Close',
    body: 'Couples and young families meet on Fridays at 19:00. Ask at the welcome desk for the address.',
    daysAgo: 15,
  },
  {
    title: 'Blood donors needed',
    body: 'The general hospital asks for donors of every group. A bus leaves from the car park on Saturday at nine.',
    type: 'URGENT',
    priority: 'HIGH',
    daysAgo: 9,
    expiresAfter: 14,
  },
  {
    title: 'No Hour of prayer on the public holiday',
    body: 'Pray at home, or with your cell. The week after we meet as usual.',
    type: 'CANCELLATION',
    daysAgo: 5,
    expiresAfter: 12,
  },
  {
    title: 'Generator under repair',
    body: 'Until Sunday the second celebration is without air conditioning. Bring a fan, and patience.',
    type: 'URGENT',
    priority: 'URGENT',
    daysAgo: 3,
    expiresAfter: 9,
  },
  {
    title: 'Lost and found',
    body: 'Three umbrellas, one shoe and a set of keys wait in the foyer.',
    type: 'OTHER',
    priority: 'LOW',
    daysAgo: 1,
  },
]
