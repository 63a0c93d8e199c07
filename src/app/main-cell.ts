/** The cell in DATABASE_URL, and the only one of an installation that names no other. */
export const mainCell = 'main'
