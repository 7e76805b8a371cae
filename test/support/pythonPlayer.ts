import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { ChatMessage } from '../../src/protocol/chat.ts'

/** A Python that has requests. */
export interface Python {
  readonly executable: string
  readonly urllib3: string
}

/** One line for `fixtures/tutorial/play.py`. */
export interface PythonCase {
  readonly client: string
  readonly baseURL: string
  readonly apiKey: string
  readonly models: readonly string[]
  readonly calls: readonly (readonly ChatMessage[])[]
  readonly rpm?: number | undefined
  readonly timeoutScale?: number | undefined
  readonly connectTimeouts?: number | undefined
  /** Path of a PEM file. */
  readonly certificateAuthority?: string | undefined
}

export type PythonOutcome =
  | { readonly ok: boolean; readonly text: string; readonly status: number | null }
  | { readonly thrown: string }
  | { readonly none: true }

export interface PythonPlayed {
  readonly outcomes: readonly PythonOutcome[]
  readonly sleeps: readonly number[]
}

const player = fileURLToPath(new URL('../../fixtures/tutorial/play.py', import.meta.url))

/** The Pythons of this machine that can play the tutorial, one for each version of urllib3. */
export function findPythons(): Python[] {
  const byVersion = new Map<string, Python>()
  for (const executable of ['python3', '/usr/bin/python3', 'python']) {
    const found = spawnSync(executable, ['-c', 'import requests, urllib3; print(urllib3.__version__)'], {
      encoding: 'utf8',
    })
    const urllib3 = found.status === 0 ? found.stdout.trim() : ''
    if (urllib3 !== '' && !byVersion.has(urllib3)) byVersion.set(urllib3, { executable, urllib3 })
  }
  return [...byVersion.values()]
}

/** One Python process that plays case after case. */
export class PythonPlayer {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>
  readonly #lines: Interface
  readonly #answers: AsyncIterator<string>
  #complaint = ''

  constructor({ executable }: Python) {
    // Proxies and other people's certificates have no part in this.
    const env = { ...process.env, NO_PROXY: '*', no_proxy: '*', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' }
    this.#child = spawn(executable, [player], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint += text))
    this.#lines = createInterface({ input: this.#child.stdout })
    this.#answers = this.#lines[Symbol.asyncIterator]()
  }

  async play(pythonCase: PythonCase): Promise<PythonPlayed> {
    this.#child.stdin.write(`${JSON.stringify(pythonCase)}\n`)
    const answer = await this.#answers.next()
    if (answer.done === true) throw new Error(`Python ended: ${this.#complaint}`)
    return JSON.parse(answer.value) as PythonPlayed
  }

  close(): void {
    this.#lines.close()
    this.#child.kill()
  }
}
