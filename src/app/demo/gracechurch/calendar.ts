import type { Feast, RegularEvent } from '../demo-church.js'

const auditorium = 'Main auditorium'

/** What the assembly does every week and month. */
export const rhythm: readonly RegularEvent[] = [
  {
    title: 'First celebration',
    description: 'Praise, the Word, and prayer for whoever wants it.',
    type: 'SERVICE',
    location: auditorium,
    ...{ weekday: 0, time: '08:00', minutes: 135 },
  },
  {
    title: 'Second celebration',
    description: 'The same message for those who slept in; with signs for the deaf.',
    type: 'SERVICE',
    location: auditorium,
    ...{ weekday: 0, time: '11:00', minutes: 135 },
  },
  {
    title: 'Bible study: verse by verse',
    type: 'STUDY',
    location: auditorium,
    ...{ weekday: 2, time: '18:00', minutes: 90 },
  },
  {
    title: 'Hour of prayer',
    type: 'SERVICE',
    location: 'Upper room',
    ...{ weekday: 4, time: '17:30', minutes: 60 },
  },
  {
    title: 'Ignite: teens and youth',
    description: 'Worship, a short word, and long talks.',
    type: 'YOUTH',
    location: 'Youth hall',
    ...{ weekday: 6, inMonth: [2, 4], time: '16:00', minutes: 150 },
  },
  {
    title: 'Night of prayer',
    description: 'From late evening until the buses run again.',
    type: 'SPECIAL',
    location: auditorium,
    ...{ weekday: 5, inMonth: [1], time: '22:00', minutes: 390 },
  },
  {
    title: 'Outreach to the motor park',
    type: 'COMMUNITY',
    location: 'Meeting in the car park',
    ...{ weekday: 6, inMonth: [1], time: '08:00', minutes: 240 },
  },
  {
    title: 'Free legal and job advice',
    description: 'Lawyers and recruiters of the assembly give a morning to their neighbours.',
    type: 'COMMUNITY',
    location: 'Room 2',
    ...{ weekday: 6, inMonth: [3], time: '09:00', minutes: 180 },
  },
  {
    title: 'Workers’ meeting',
    type: 'OTHER',
    location: 'Room 4',
    ...{ weekday: 1, inMonth: [1], time: '18:00', minutes: 90 },
  },
]

const special = { type: 'SPECIAL', location: auditorium, time: '17:00', minutes: 180 } as const
const campground = 'Harvest campground, Ibadan road'

/** The great days of the assembly: conventions, fasts, and the feasts it keeps. */
export const feasts: readonly Feast[] = [
  { ...special, title: 'Covenant service of the new year', on: { day: '01-01' }, time: '10:00' },
  {
    ...special,
    title: 'Week of prayer and fasting',
    on: { month: 1, nth: 2, weekday: 1 },
    days: 5,
    time: '18:00',
    minutes: 120,
  },
  {
    ...special,
    title: 'Marriage and family seminar',
    on: { month: 2, nth: 2, weekday: 6 },
    time: '10:00',
    minutes: 300,
  },
  {
    ...special,
    title: 'Women’s convention',
    on: { month: 3, nth: 3, weekday: 4 },
    days: 3,
    time: '09:00',
    minutes: 420,
  },
  { ...special, title: 'Good Friday: hour of the cross', on: { fromEaster: -2 }, time: '15:00', minutes: 90 },
  {
    ...special,
    title: 'Easter sunrise service',
    on: { fromEaster: 0 },
    time: '05:45',
    minutes: 90,
    location: 'Car park',
  },
  {
    ...special,
    title: 'Baptism by immersion',
    on: { fromEaster: 1 },
    time: '10:00',
    minutes: 150,
    location: 'Lagoon beach',
  },
  {
    ...special,
    title: 'Workers’ retreat',
    on: { month: 5, nth: 2, weekday: 5 },
    days: 2,
    time: '09:00',
    minutes: 540,
    location: campground,
  },
  { ...special, title: 'Pentecost revival', on: { fromEaster: 47 }, days: 3, time: '17:30' },
  {
    ...special,
    title: 'Youth convention: Ignite Live',
    on: { month: 7, nth: 4, weekday: 4 },
    days: 3,
    time: '10:00',
    minutes: 480,
    location: campground,
  },
  {
    ...special,
    title: 'Annual harvest convention',
    description: 'Guests from five countries; evening meetings are open to all.',
    on: { month: 8, nth: 3, weekday: 3 },
    days: 5,
    time: '17:00',
    minutes: 240,
    location: campground,
  },
  { ...special, title: 'Back to school dedication', on: { month: 9, nth: 1, weekday: 0 }, time: '14:00', minutes: 90 },
  { ...special, title: 'Independence Day breakfast', on: { day: '10-01' }, time: '08:00', minutes: 150 },
  { ...special, title: 'Anniversary thanksgiving', on: { month: 11, nth: 2, weekday: 0 }, time: '14:00', minutes: 240 },
  { ...special, title: 'Missions conference', on: { month: 11, nth: 4, weekday: 5 }, days: 2, time: '17:30' },
  {
    ...special,
    title: 'Widows’ and children’s Christmas dinner',
    on: { month: 12, nth: 2, weekday: 6 },
    time: '13:00',
    minutes: 240,
  },
  { ...special, title: 'Carol night', on: { month: 12, nth: 3, weekday: 0 }, time: '17:00', minutes: 150 },
  { ...special, title: 'Christmas celebration', on: { day: '12-25' }, time: '09:00', minutes: 120 },
  {
    ...special,
    title: 'Crossover night',
    description: 'Into the new year with thanks and prayer.',
    on: { day: '12-31' },
    time: '21:30',
    minutes: 210,
  },
]
