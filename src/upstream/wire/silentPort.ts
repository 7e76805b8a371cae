import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { PortInUse } from './listener.ts'

/** A port on which nobody answers: a SYN that arrives there is dropped. */
export interface SilentPort {
  readonly port: number
  release(): Promise<void>
}

/** Listens with the shortest queue there is, says where, and then accepts nothing: its thread is blocked. */
const blockedListener = `
const { parentPort, workerData } = require('node:worker_threads')
const server = require('node:net').createServer()
server.once('error', ({ code }) => parentPort.postMessage({ code }))
server.listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage({ port: server.address().port })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
})`

/** Linux keeps backlog + 1 connections that nobody accepted; one more makes sure. */
const connectionsThatFill = 3

/**
 * What needs root elsewhere (a firewall that drops) is had by a listener whose queue is full: Linux then drops further
 * SYNs, and the client sends them again until it gives up. Rejects with `PortInUse`.
 */
export async function holdSilentPort(host: string, port: number): Promise<SilentPort> {
  const worker = new Worker(blockedListener, { eval: true, workerData: { host, port } })
  const [answer] = (await once(worker, 'message')) as [{ port?: number; code?: string }]
  if (answer.port === undefined) {
    await worker.terminate()
    const cause = Object.assign(new Error(`listen ${answer.code}`), { code: answer.code })
    throw answer.code === 'EADDRINUSE' ? new PortInUse(port, cause) : cause
  }
  const fillers = Array.from({ length: connectionsThatFill }, () => connect({ host, port: answer.port! }))
  for (const filler of fillers) filler.on('error', () => {}).unref()
  // The last one may already be in vain: that is what is wanted.
  await Promise.all(fillers.slice(0, 2).map(connected))
  worker.unref()
  return {
    port: answer.port,
    release: async () => {
      for (const filler of fillers) filler.destroy()
      await worker.terminate()
    },
  }
}

async function connected(socket: Socket): Promise<void> {
  if (socket.connecting) await once(socket, 'connect')
}
