import 'node:child_process'
import 'node:dns'
import 'node:http'
import 'node:http2'
import 'node:https'
import 'node:readline'
import 'node:stream/promises'
import 'node:worker_threads'

const lookAgainMs = 100
/** undici counts limits of some seconds at most; after so long it has none left. */
const mostLooks = 150

const sleep = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs))

/**
 * Parts of Node are loaded when they are first used, and keep the timers that they find then. All that a client may touch
 * is touched before anything is patched.
 */
export async function prewarm(): Promise<void> {
  AbortSignal.timeout(1)
  AbortSignal.any([new AbortController().signal])
  performance.now()
  void new FormData()
  void globalThis.WebSocket
  void globalThis.EventSource
  await (await fetch('data:,')).text()
}

/** Looks for what may still be busy in real time until `isFound`, or for some seconds. */
export async function untilFound(look: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < mostLooks && !(await look()); looks += 1) await sleep(lookAgainMs)
}
