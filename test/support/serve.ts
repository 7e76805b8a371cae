import { spawn, type ChildProcess } from 'node:child_process'
import { onTestFinished, vi } from 'vitest'
import type { StopSignal } from '../../src/cli/exitCodes.ts'
import { main } from '../../src/cli/main.ts'
import { bin, emptyFolder, type Ended } from './commandLine.ts'

/** What `brownout serve --json` writes first. */
interface ServeStarted {
  readonly type: 'started'
  readonly seed: number
  readonly name: string | null
  readonly token: string
  readonly certificateFile: string | null
  readonly origins: readonly { readonly name: string; readonly baseUrl: string; readonly models: readonly string[] }[]
}

export interface Serve {
  readonly started: ServeStarted
  /** The base URL of the first origin, to `/v1`. */
  readonly baseUrl: string
  /** Its URL origin. */
  readonly place: string
  /** All documents so far. */
  readonly documents: () => { readonly type: string; readonly [field: string]: unknown }[]
  /** Stops it as ^C does, and gives how it ended. */
  readonly stop: () => Promise<Ended>
  /** A request to the control API, with the token. */
  readonly control: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; text: string; headers: Headers }>
}

/** `brownout serve` in this very process, on a free port. It is stopped when the test is over. */
export async function serveHere(
  argv: readonly string[] = [],
  { cwd = emptyFolder(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Serve> {
  const written = { out: '', err: '' }
  let stop: ((signal: StopSignal) => void) | undefined
  const sink = (name: 'out' | 'err') => ({
    write: (text: string) => void (written[name] += text),
    isTTY: false,
    columns: undefined,
  })
  const onStop = (listener: (signal: StopSignal) => void) => {
    stop = listener
    return () => {}
  }
  const ended = main(['serve', '--json', '--port', '0', ...argv], {
    out: sink('out'),
    err: sink('err'),
    cwd,
    env,
    onStop,
  })
  const over = ended.then((code) => ({ code, ...written }))
  return serving(written, () => {
    stop?.('SIGINT')
    return over
  })
}

/** The same, as a program of its own. */
export async function serveProcess(argv: readonly string[] = [], cwd = emptyFolder()): Promise<Serve> {
  const written = { out: '', err: '' }
  const child: ChildProcess = spawn(process.execPath, [bin, 'serve', '--json', '--port', '0', ...argv], { cwd })
  child.stdout!.on('data', (chunk: Buffer) => (written.out += chunk.toString()))
  child.stderr!.on('data', (chunk: Buffer) => (written.err += chunk.toString()))
  const over = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, ...written }))
  })
  return serving(written, () => {
    child.kill('SIGINT')
    return over
  })
}

async function serving(written: { out: string; err: string }, end: () => Promise<Ended>): Promise<Serve> {
  onTestFinished(async () => void (await end()))
  await vi.waitFor(() => {
    if (!written.out.includes('\n')) throw new Error(`it did not start: ${written.err}`)
  }, 10_000)
  const documents = () =>
    written.out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { type: string })
  const started = documents()[0] as ServeStarted
  const { baseUrl } = started.origins[0]!
  const place = new URL(baseUrl).origin
  return {
    started,
    baseUrl,
    place,
    documents,
    stop: end,
    control: async (method, path, body) => {
      const headers = { authorization: `Bearer ${started.token}` }
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
      const response = await fetch(`${place}/__brownout${path}`, { method, headers, ...sent })
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
  }
}

/** A chat completion, as any client would ask for it. */
export function ask(baseUrl: string, { model = 'deepseek-chat', stream = false, content = 'hi', headers = {} } = {}) {
  return fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test', ...headers },
    body: JSON.stringify({ model, stream, messages: [{ role: 'user', content }] }),
  })
}
