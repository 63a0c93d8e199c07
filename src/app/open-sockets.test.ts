import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createOpenSockets } from './open-sockets.js'

class Socket extends EventEmitter {
  farewell: string | null = null

  close(code: number, reason: string): void {
    this.farewell = `${code} ${reason}`
    this.emit('close')
  }
}

const over = { code: 4404, reason: 'TENANT_SUSPENDED' }

/** Three sockets: two of Ama, one of them in another church, and one of Kofi. */
function threeSockets() {
  const sockets = createOpenSockets()
  const [ama, amaElsewhere, kofi] = [new Socket(), new Socket(), new Socket()]
  sockets.add(ama, { churchId: 'grace', userId: 'ama' })
  sockets.add(kofi, { churchId: 'grace', userId: 'kofi' })
  sockets.add(amaElsewhere, { churchId: 'olam', userId: 'ama' })
  const farewells = () => [ama, kofi, amaElsewhere].map(({ farewell }) => farewell)
  return { sockets, ama, farewells }
}

describe('open sockets', () => {
  it('are closed by church', () => {
    const { sockets, farewells } = threeSockets()

    sockets.closeChurch('grace', over)

    expect(farewells()).toEqual(['4404 TENANT_SUSPENDED', '4404 TENANT_SUSPENDED', null])
    expect(sockets.churches()).toEqual(['olam'])
  })

  it('are closed by user', () => {
    const { sockets, farewells } = threeSockets()

    sockets.closeUser({ churchId: 'grace', userId: 'ama' }, over)

    expect(farewells()).toEqual(['4404 TENANT_SUSPENDED', null, null])
    expect(sockets.churches()).toEqual(['grace', 'olam'])
  })

  it('are forgotten when they close', () => {
    const { sockets, ama, farewells } = threeSockets()

    ama.emit('close')
    sockets.closeChurch('grace', over)
    sockets.closeChurch('unknown', over)

    expect(farewells()).toEqual([null, '4404 TENANT_SUSPENDED', null])
  })
})
