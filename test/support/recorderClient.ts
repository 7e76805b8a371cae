import { onTestFinished } from 'vitest'
import { always, type FaultSpec, type Script } from '../../src/faults/index.ts'
import { TransportError, UndiciTransport } from '../../src/runtime/index.ts'
import type { Attack } from './hostile.ts'
import { startRecorder } from './recorderStage.ts'
import { startWire } from './wire.ts'

/** The body of a chat request to model `m`, made by call 3. */
export const ask = (stream = false) =>
  JSON.stringify({ model: 'm', stream, max_tokens: 9, messages: [{ role: 'user', content: 'hi [[call:3]]' }] })

type Got = { status: number; headers: Record<string, unknown>; body: string; broke?: string }

/** One request to a base URL, and all that came of it. */
export async function send(
  baseURL: string,
  {
    path = '/chat/completions',
    stream = false,
    ...more
  }: {
    path?: string
    stream?: boolean
    method?: 'GET' | 'POST'
    headers?: Record<string, string>
    signal?: AbortSignal
  } = {},
): Promise<Got> {
  const transport = new UndiciTransport({ loopbackOnly: true })
  onTestFinished(() => transport.close())
  const got: Got = { status: 0, headers: {}, body: '' }
  const { method = 'POST', headers = {}, signal = new AbortController().signal } = more
  try {
    const request = { method, url: baseURL + path, headers: { authorization: 'Bearer sk-test', ...headers } }
    const response = await transport.send(method === 'GET' ? request : { ...request, body: ask(stream) }, { signal })
    Object.assign(got, { status: response.status, headers: response.headers })
    for await (const bytes of response.body) got.body += Buffer.from(bytes).toString()
    return got
  } catch (error) {
    return { ...got, broke: error instanceof TransportError ? `${error.phase} ${error.kind}` : String(error) }
  }
}

/** A recorder in front of an upstream that follows a script. */
export async function onWire(script: Script) {
  const wire = await startWire(script)
  return { wire, ...(await startRecorder(`${wire.url()}/v1`)) }
}

/** A script whose one model always answers with this fault. */
export const bent = (fault: FaultSpec): Script => ({ models: { m: [always(fault)] } })

/** Answers with these lines, whatever is asked. */
export const raw =
  (...lines: string[]): Attack =>
  (socket) =>
    void socket.end(lines.join('\r\n'))
