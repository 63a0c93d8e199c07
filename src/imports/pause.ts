import { setImmediate as turn } from 'node:timers/promises'

/** Lets other work of this process have its turn. */
export const pause = (): Promise<void> => turn()
