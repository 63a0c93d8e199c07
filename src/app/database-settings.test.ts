import { describe, expect, it } from 'vitest'
import { readSettings, WrongSetting } from './environment.js'

const [main, west, pooled] = ['postgres://db/main', 'postgres://db/west', 'postgres://pooler/west']

describe('the settings of databases', () => {
  it('put control data and the cell "main" into one database', () => {
    expect(readSettings({ DATABASE_URL: main }).databases).toEqual({
      control: { url: main, directUrl: main },
      cells: [{ name: 'main', url: main, directUrl: main, isOpen: true }],
    })
  })

  it('name further cells, with a way around a pooler, and those that take no new churches', () => {
    const settings = readSettings({
      DATABASE_URL: main,
      CELL_WEST_DATABASE_URL: pooled,
      CELL_WEST_DIRECT_DATABASE_URL: west,
      CLOSED_CELLS: 'main',
    })

    expect(settings.databases?.cells).toEqual([
      { name: 'main', url: main, directUrl: main, isOpen: false },
      { name: 'west', url: pooled, directUrl: west, isOpen: true },
    ])
  })

  it('give control data a database of its own', () => {
    const apart = { CONTROL_DATABASE_URL: 'postgres://db/control' }

    expect(readSettings({ ...apart, CELL_WEST_DATABASE_URL: west }).databases).toMatchObject({
      control: { url: 'postgres://db/control' },
      cells: [{ name: 'west' }],
    })
    expect(readSettings({ ...apart, DATABASE_URL: main }).databases?.cells).toMatchObject([{ name: 'main' }])
  })

  it.each([
    ['a cell without control data', { CELL_WEST_DATABASE_URL: west }, 'CONTROL_DATABASE_URL'],
    ['control data without a cell', { CONTROL_DATABASE_URL: main }, 'CELL_<NAME>_DATABASE_URL'],
    ['the cell "main" twice', { DATABASE_URL: main, CELL_MAIN_DATABASE_URL: west }, 'CELL_MAIN_DATABASE_URL'],
    ['two cells in one database', { DATABASE_URL: main, CELL_WEST_DATABASE_URL: main }, 'Two cells'],
    ['a name that is none', { DATABASE_URL: main, CELL_NORTH_WEST_DATABASE_URL: west }, 'CELL_NORTH_WEST_DATABASE_URL'],
    ['a way around a pooler that leads nowhere', { CELL_WEST_DIRECT_DATABASE_URL: west }, 'CELL_WEST_DATABASE_URL'],
    ['an address that is none', { DATABASE_URL: main, CELL_WEST_DATABASE_URL: 'secret' }, 'CELL_WEST_DATABASE_URL'],
    ['a closed cell that there is not', { DATABASE_URL: main, CLOSED_CELLS: 'secret' }, 'CLOSED_CELLS'],
  ])('refuse %s in one line that names it', (_case, environment, name) => {
    const attempt = () => readSettings(environment)

    expect(attempt).toThrow(WrongSetting)
    expect(attempt).toThrow(name)
    expect(attempt).not.toThrow(/secret|postgres:\/\/db|\n/)
  })
})
