import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** A Chromium of this machine, if it has one. */
export const chromium = names.find((name) => spawnSync(name, ['--version']).status === 0)

/** Starts it on a page, with a profile of its own. Returns what it printed, once it has ended, and how to end it. */
function browse(url: string, flags: readonly string[]): { printed: Promise<string>; end: () => void } {
  const profile = mkdtempSync(join(tmpdir(), 'brownout-chromium-'))
  const fixed = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run']
  const child = spawn(chromium!, [...fixed, `--user-data-dir=${profile}`, ...flags, url], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let out = ''
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()))
  const printed = new Promise<string>((resolve) => child.on('close', () => resolve(out)))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await printed
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  return { printed, end: () => void child.kill('SIGKILL') }
}

/** What it shows of an address, as HTML. */
export function shown(url: string, flags: readonly string[] = []): Promise<string> {
  return browse(url, ['--dump-dom', ...flags]).printed
}

/**
 * Runs `script` in a page that is served from a port of its own, under the name `host`. The script ends by calling
 * `tell(result)`, which is what this resolves to.
 */
export async function inPage<Result>(host: string, script: string): Promise<Result> {
  let told: (result: Result) => void = () => {}
  const result = new Promise<Result>((resolve) => (told = resolve))
  const page = `<!doctype html><meta charset=utf-8><title>elsewhere</title><script type=module>
const tell = (result) => fetch('/tell', { method: 'POST', body: JSON.stringify(result) })
${script}
</script>`
  const server = createServer((request, response) => {
    if (request.url !== '/tell') return response.setHeader('content-type', 'text/html').end(page)
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    request.on('end', () => {
      response.end()
      told(JSON.parse(body) as Result)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { end } = browse(`http://${host}:${(server.address() as AddressInfo).port}/`, ['--remote-debugging-port=0'])
  try {
    return await result
  } finally {
    end()
  }
}
