/** The only cell there is so far. */
export const mainCell = 'main'
