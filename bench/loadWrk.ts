// wrk, where it is installed (Debian: apt-get install wrk): one thread, as fast as it goes.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { requestBody, requestHeaders } from './loadPlan.ts'

const run = promisify(execFile)

/** Requests a second; undefined where there is no wrk. */
export async function wrk(port: number, connections: number, seconds: number): Promise<number | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-wrk-'))
  const script = join(folder, 'post.lua')
  const headers = Object.entries(requestHeaders).map(([name, value]) => `wrk.headers["${name}"] = "${value}"`)
  writeFileSync(script, ['wrk.method = "POST"', `wrk.body = [[${requestBody}]]`, ...headers].join('\n'))
  try {
    const url = `http://127.0.0.1:${port}/v1/chat/completions`
    const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${Math.ceil(seconds)}s`, '-s', script, url])
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
