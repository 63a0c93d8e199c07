import type { Feast, RegularEvent } from '../demo-church.js'

const church = 'Church of Our Lady'

/** What the parish does every week and month. */
export const rhythm: readonly RegularEvent[] = [
  { title: 'Vigil Mass', type: 'SERVICE', location: church, weekday: 6, time: '18:00', minutes: 60 },
  {
    title: 'Dawn Mass',
    description: 'In Twi and Ga, with the drummers.',
    type: 'SERVICE',
    location: church,
    ...{ weekday: 0, time: '06:30', minutes: 75 },
  },
  {
    title: 'Family Mass',
    description: 'In English, with the Star of the Sea Choir. Children leave for their own Liturgy of the Word.',
    type: 'SERVICE',
    location: church,
    ...{ weekday: 0, time: '09:00', minutes: 105 },
  },
  {
    title: 'Bible study: the Sunday readings',
    description: 'Bring a Bible and a question.',
    type: 'STUDY',
    location: 'Parish library',
    ...{ weekday: 3, time: '18:30', minutes: 90 },
  },
  {
    title: 'Youth afternoon',
    description: 'Football first, then a talk, then something to eat.',
    type: 'YOUTH',
    location: 'Youth centre',
    ...{ weekday: 6, inMonth: [1, 3], time: '15:00', minutes: 150 },
  },
  {
    title: 'First Friday: adoration and confessions',
    type: 'SERVICE',
    location: 'Chapel of Saint Anne',
    ...{ weekday: 5, inMonth: [1], time: '17:30', minutes: 120 },
  },
  {
    title: 'Beach clean-up',
    description: 'Gloves and bags are there; bring a hat and water.',
    type: 'COMMUNITY',
    location: 'The beach below the mission',
    ...{ weekday: 6, inMonth: [4], time: '07:00', minutes: 180 },
  },
  {
    title: 'Parish pastoral council',
    type: 'OTHER',
    location: 'Parish house',
    ...{ weekday: 2, inMonth: [2], time: '18:30', minutes: 120 },
  },
]

const solemn = { type: 'SPECIAL', location: church, time: '18:00', minutes: 90 } as const

/** The feasts of the parish: those of the Church, and its own. */
export const feasts: readonly Feast[] = [
  { ...solemn, title: 'Mary, the Holy Mother of God', on: { day: '01-01' }, time: '09:00' },
  { ...solemn, title: 'Epiphany of the Lord', on: { day: '01-06' } },
  { ...solemn, title: 'Presentation of the Lord', on: { day: '02-02' }, description: 'With blessing of candles.' },
  { ...solemn, title: 'Ash Wednesday', on: { fromEaster: -46 }, description: 'Mass with imposition of ashes.' },
  { ...solemn, title: 'Saint Joseph', on: { day: '03-19' } },
  {
    ...solemn,
    title: 'Palm Sunday procession',
    on: { fromEaster: -7 },
    location: 'From the harbour to the church',
    time: '08:00',
  },
  { ...solemn, title: "Mass of the Lord's Supper", on: { fromEaster: -3 }, minutes: 120 },
  { ...solemn, title: 'Good Friday: Passion of the Lord', on: { fromEaster: -2 }, time: '15:00', minutes: 120 },
  {
    ...solemn,
    title: 'Easter Vigil',
    on: { fromEaster: -1 },
    time: '21:00',
    minutes: 180,
    description: 'With baptisms.',
  },
  { ...solemn, title: 'Easter Sunday: Mass of the Resurrection', on: { fromEaster: 0 }, time: '11:30' },
  { ...solemn, title: 'Ascension of the Lord', on: { fromEaster: 39 } },
  { ...solemn, title: 'Pentecost: Confirmation by the bishop', on: { fromEaster: 49 }, time: '11:30', minutes: 150 },
  {
    ...solemn,
    title: 'Corpus Christi procession',
    on: { fromEaster: 63 },
    location: 'Through Old Harbour Road',
    time: '16:00',
    minutes: 150,
  },
  { ...solemn, title: 'Saints Peter and Paul', on: { day: '06-29' } },
  {
    ...solemn,
    title: 'Assumption of Mary: feast of the parish',
    on: { day: '08-15' },
    time: '09:00',
    minutes: 360,
    description: 'Mass, blessing of the boats, and a meal for everybody.',
  },
  {
    ...solemn,
    title: 'Harvest thanksgiving and bazaar',
    on: { month: 10, nth: 2, weekday: 0 },
    time: '11:30',
    minutes: 240,
    location: 'Mission grounds',
  },
  { ...solemn, title: 'All Saints', on: { day: '11-01' } },
  {
    ...solemn,
    title: 'All Souls: Mass for the departed',
    on: { day: '11-02' },
    description: 'Names may be written into the book at the door.',
  },
  {
    ...solemn,
    title: 'Parish retreat',
    on: { month: 11, nth: 4, weekday: 5 },
    days: 2,
    location: 'Retreat house in the hills',
    time: '09:00',
    minutes: 480,
  },
  { ...solemn, title: 'Immaculate Conception', on: { day: '12-08' } },
  { ...solemn, title: 'Carols by candlelight', on: { day: '12-20' }, time: '19:00' },
  { ...solemn, title: 'Christmas: Mass at Midnight', on: { day: '12-24' }, time: '23:00', minutes: 120 },
  { ...solemn, title: 'Christmas: Mass during the Day', on: { day: '12-25' }, time: '09:00', minutes: 120 },
]
