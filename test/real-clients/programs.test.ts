import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../support/commandLine.ts'
import { serveProcess } from '../support/serve.ts'
import { programs, type Asked, type Got } from './programs.ts'

/** A bad day in a file: what always happens to the one model that is asked. */
const always = (fault: object) => JSON.stringify({ models: { 'deepseek-chat': [{ when: { always: true }, fault }] } })

for (const { name, isHere } of programs) if (!isHere) console.warn(`skipped: ${name} is not to be had here`)

describe.each(programs)('$name', ({ isHere, ask }) => {
  /** What it gets of `brownout serve`, which runs as a process of its own. */
  async function got(argv: readonly string[], stream: boolean, cwd?: string): Promise<Got> {
    const { baseUrl, started } = await serveProcess(argv, cwd)
    const asked: Asked = { baseUrl, stream, certificateFile: started.certificateFile }
    return ask(asked)
  }
  const script = (fault: object) => emptyFolder({ 'script.json': always(fault) })

  test.skipIf(!isHere)('a healthy answer', async () => {
    const { status, text, failed } = await got([], false)
    expect({ status, failed }).toEqual({ status: 200, failed: undefined })
    expect(JSON.parse(text!)).toMatchObject({ choices: [{ finish_reason: 'stop' }] })
  })

  test.skipIf(!isHere)('a healthy stream', async () => {
    const { status, text, failed } = await got([], true)
    expect({ status, failed }).toEqual({ status: 200, failed: undefined })
    expect(text!.match(/^data: /gm)!.length).toBeGreaterThan(5)
    expect(text).toMatch(/data: \[DONE\]\n\n$/)
  })

  test.skipIf(!isHere)('a storm of 429', async () => {
    expect(await got(['script.json'], false, script({ type: 'rateLimit', retryAfterSeconds: 2 }))).toMatchObject({
      status: 429,
      retryAfter: '2',
      text: expect.stringContaining('error'),
    })
  })

  test.skipIf(!isHere)('a stream that is cut', async () => {
    const { failed = '', text = '' } = await got(['script.json'], true, script({ type: 'limitData', bytes: 300 }))
    // Each in its own words: curl 18, IncompleteRead.
    expect(failed).toMatch(/curl 18|IncompleteRead/)
    expect(text).not.toContain('[DONE]')
  })

  test.skipIf(!isHere)('a connection that is reset', async () => {
    const { failed = '' } = await got(['script.json'], false, script({ type: 'resetPeer' }))
    expect(failed).toMatch(/curl 56|ConnectionResetError|RemoteDisconnected/)
  })

  test.skipIf(!isHere)('TLS with the root that is printed', async () => {
    expect(await got(['--tls'], false)).toMatchObject({ status: 200 })
  })

  test.skipIf(!isHere)('TLS without it, and with a certificate that has expired: no answer', async () => {
    const { baseUrl } = await serveProcess(['--tls'])
    const untrusted = await ask({ baseUrl, stream: false, certificateFile: null })
    const expired = await got(['tls-expired'], false)
    expect(
      [untrusted.failed, expired.failed].map((failed) => /curl 60|certificate verify failed/i.test(failed ?? '')),
    ).toEqual([true, true])
  })
})
