import { connect } from 'node:net'

// Sends requests from a process of its own, over sockets kept open, and measures what comes back. It reads a plan as JSON
// from standard input and prints its figures as JSON. With a rate, requests are due at fixed times, whether or not the
// ones before have been answered, and latency counts from then.

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const plan = JSON.parse(Buffer.concat(chunks))
const requests = plan.requests.map((request) => Buffer.from(request))

const times = []
const wrong = new Map()
let [next, sent, answered, measuring] = [0, 0, 0, false]
const waiting = []
const idle = []
const [begun] = [performance.now()]
const isOver = () => performance.now() - begun > (plan.warmUp + plan.seconds) * 1000

class Line {
  #socket = connect(plan.port, '127.0.0.1').setNoDelay(true)
  #head = ''
  #left = 0
  #isChunked = false
  #since = 0
  #status = 0
  constructor() {
    this.opened = new Promise((resolve, reject) => this.#socket.once('connect', resolve).once('error', reject))
    this.#socket.on('data', (chunk) => this.#read(chunk))
    this.#socket.on('close', () => plan.isEnding || note('closed'))
    this.#socket.on('error', () => undefined)
  }
  send(due) {
    this.#since = due
    sent += 1
    this.#socket.write(requests[next++ % requests.length])
  }
  end() {
    this.#socket.destroy()
  }
  #read(chunk) {
    if (this.#left > 0) {
      this.#left -= chunk.length
      if (this.#left === 0) this.#done()
      return
    }
    this.#head += chunk.latin1Slice()
    if (this.#isChunked) return this.#head.endsWith('0\r\n\r\n') ? this.#done() : undefined
    const end = this.#head.indexOf('\r\n\r\n')
    if (end < 0) return
    this.#status = Number(this.#head.slice(9, 12))
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#head)
    this.#isChunked = !length
    if (length) this.#left = Number(length[1]) - (this.#head.length - end - 4)
    if (length ? this.#left === 0 : this.#head.endsWith('0\r\n\r\n')) this.#done()
  }
  #done() {
    if (this.#status !== 200) note(`status ${this.#status}`)
    else if (this.#head.includes('"errors":[{')) note('errors')
    this.#head = ''
    this.#isChunked = false
    answered += 1
    if (measuring) times.push(performance.now() - this.#since)
    free(this)
  }
}

const note = (what) => wrong.set(what, (wrong.get(what) ?? 0) + 1)
const free = (line) => {
  if (plan.rate) {
    const due = waiting.shift()
    if (due === undefined) idle.push(line)
    else line.send(due)
  } else if (!isOver()) line.send(performance.now())
}

const lines = []
for (let index = 0; index < plan.connections; index += 50) {
  const some = Array.from({ length: Math.min(50, plan.connections - index) }, () => new Line())
  await Promise.all(some.map(({ opened }) => opened))
  lines.push(...some)
}
idle.push(...lines)

const start = performance.now()
let due = 0
const timer = setInterval(() => {
  const now = performance.now() - start
  if (!measuring && now > plan.warmUp * 1000) measuring = true
  if (!plan.rate) return
  for (; due <= (now / 1000) * plan.rate && now < (plan.warmUp + plan.seconds) * 1000; due += 1) {
    const at = start + (due / plan.rate) * 1000
    const line = idle.shift()
    if (line) line.send(at)
    else waiting.push(at)
  }
}, 2)
if (!plan.rate) for (const line of idle.splice(0)) line.send(performance.now())
await new Promise((resolve) => setTimeout(resolve, (plan.warmUp + plan.seconds) * 1000))
measuring = false
clearInterval(timer)
const until = performance.now() + 5000
while (answered < sent && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
if (answered < sent) note('unanswered')
plan.isEnding = true
for (const line of lines) line.end()

const sorted = Float64Array.from(times).toSorted()
const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
process.stdout.write(
  JSON.stringify({
    ...{
      answered,
      perSecond: times.length / plan.seconds,
      p50: at(0.5),
      p99: at(0.99),
      wrong: Object.fromEntries(wrong),
    },
  }),
)
