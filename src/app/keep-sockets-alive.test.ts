import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { keepSocketsAlive } from './keep-sockets-alive.js'

class Socket extends EventEmitter {
  readonly OPEN = 1
  readyState = 1
  pings = 0

  ping(): void {
    this.pings += 1
  }

  terminate(): void {
    this.readyState = 3
  }
}

vi.useFakeTimers()
const alive = keepSocketsAlive(25_000)

const isOpen = ({ readyState, OPEN }: Socket): boolean => readyState === OPEN

it('each socket is pinged once in a period, a few at a time, and stays for as long as it answers', () => {
  const sockets = Array.from({ length: 100 }, () => new Socket())
  const silent = new Socket()
  for (const socket of [...sockets, silent]) alive.watch(socket)
  for (const socket of sockets) socket.ping = () => void ((socket.pings += 1), socket.emit('pong'))

  vi.advanceTimersByTime(1_000)
  expect(sockets.filter(({ pings }) => pings > 0)).toHaveLength(4)
  vi.advanceTimersByTime(24_000)
  expect(new Set(sockets.map(({ pings }) => pings))).toEqual(new Set([1]))
  expect([silent.pings, isOpen(silent)]).toEqual([1, true])

  vi.advanceTimersByTime(25_000)
  expect(new Set(sockets.map(({ pings }) => pings))).toEqual(new Set([2]))
  expect([silent.pings, isOpen(silent)]).toEqual([1, false])
  expect(sockets.every(isOpen)).toBe(true)

  for (const socket of sockets) socket.terminate()
  vi.advanceTimersByTime(50_000)
  expect(new Set(sockets.map(({ pings }) => pings))).toEqual(new Set([2]))

  alive.end()
  expect(vi.getTimerCount()).toBe(0)
})
