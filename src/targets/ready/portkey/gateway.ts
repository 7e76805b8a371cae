import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { findPackageJSON } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** It starts in about a second; longer than this nobody waits for it. */
const longestStartMs = 20_000
const lookEveryMs = 25

/** One gateway for all runs of this process, as one has it: it keeps nothing from one request to the next. */
export class Gateway {
  readonly origin: string
  readonly #child: ChildProcess
  readonly #trusted = new Map<string, Promise<unknown>>()

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.origin = `http://127.0.0.1:${port}`
  }

  /** Rejects where the package is missing, or where nothing answers in time. */
  static async start(): Promise<Gateway> {
    const found = findPackageJSON('@portkey-ai/gateway', import.meta.url)
    const port = await freePort()
    // The names by which it may call hosts of this machine; nothing else of this process's environment concerns it.
    const env = { PATH: process.env['PATH'], TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost', NODE_ENV: 'production' }
    const child = fork(join(dirname(found!), 'build', 'start-server.js'), ['--headless', `--port=${port}`], {
      execArgv: ['--import', inGateway()],
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const gateway = new Gateway(child, port)
    await gateway.#answers()
    // Who is done with everything else need not wait for it: it ends when this process does.
    child.unref()
    child.channel?.unref()
    return gateway
  }

  /** Makes it trust an authority (PEM). */
  async trust(certificateAuthority: string): Promise<void> {
    const asked = this.#trusted.get(certificateAuthority) ?? this.#ask(certificateAuthority)
    this.#trusted.set(certificateAuthority, asked)
    await asked
  }

  #ask(certificateAuthority: string): Promise<unknown> {
    const answered = once(this.#child, 'message')
    this.#child.send(certificateAuthority)
    return answered
  }

  async #answers(): Promise<void> {
    const giveUp = AbortSignal.timeout(longestStartMs)
    while (this.#child.exitCode === null && !giveUp.aborted) {
      const answer = await fetch(this.origin, { signal: giveUp }).catch(() => undefined)
      if (answer?.ok === true) return
      await wait(lookEveryMs)
    }
    this.#child.kill('SIGKILL')
    throw new Error('the gateway of @portkey-ai/gateway did not start')
  }
}

/** Of whoever loads it: TypeScript here, JavaScript where it was built. */
function inGateway(): string {
  const own = fileURLToPath(import.meta.url)
  return new URL(own.endsWith('.ts') ? './inGateway.ts' : './inGateway.js', import.meta.url).href
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
