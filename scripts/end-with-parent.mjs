import { Socket } from 'node:net'

// File 3 is a pipe that the parent holds open and never writes to; it closes when the parent ends, however that
// happens. One of the server's own processes has its channel to the first one there, and ends with that.
if (!process.connected) {
  const parent = new Socket({ fd: 3 })
  parent.on('close', () => process.kill(process.pid, 'SIGTERM'))
  parent.on('error', () => {})
  parent.resume()
  parent.unref()
}
