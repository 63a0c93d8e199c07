import type { LocalDate } from '../../platform/instant.js'

/** Easter Sunday of a year in the Gregorian calendar. Source: the anonymous computus in Nature, 20 April 1876. */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  const month = Math.floor(days / 31)
  return `${year}-0${month}-${String((days % 31) + 1).padStart(2, '0')}`
}
