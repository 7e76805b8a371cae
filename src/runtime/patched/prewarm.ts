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

/** Looks again and again for what may still be busy in real time. False if it was not found for some seconds. */
export async function isFound(look: () => Promise<boolean>): Promise<boolean> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    if (await look()) return true
    await sleep(lookAgainMs)
  }
  return false
}
