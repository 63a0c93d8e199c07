import { setTimeout as sleep } from 'node:timers/promises'

/** Something that runs until it is stopped, or until it breaks. */
export interface Run {
  /** Resolves when it runs no more, whatever the reason; never rejects. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/**
 * Runs what `start` starts, and starts it again when it ends by itself. Rejects when the first start fails; later ones
 * are tried again, and `tell` hears why.
 */
export async function keepRunning(
  start: () => Promise<Run>,
  { tell, pause = 1000 }: { readonly tell: (error: unknown) => void; readonly pause?: number },
): Promise<Pick<Run, 'stop'>> {
  let current = await start()
  const stopping = new AbortController()
  const hasStopped = (): boolean => stopping.signal.aborted

  const keepUp = async (): Promise<void> => {
    await current.ended
    while (!hasStopped()) {
      await sleep(pause, null, { signal: stopping.signal }).catch(() => undefined)
      if (hasStopped()) return
      try {
        current = await start()
        await current.ended
      } catch (error) {
        tell(error)
      }
    }
  }
  const kept = keepUp()

  return {
    async stop() {
      stopping.abort()
      await current.stop()
      await kept
    },
  }
}
