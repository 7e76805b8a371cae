import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyFolder, type } from '../../test/support/commandLine.ts'

async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('brownout test --port', () => {
  test('in use: three lines, exit code 5, nothing written', async () => {
    const [port, cwd] = [await takenPort(), emptyFolder()]
    const { code, err } = await type(['test', '--world', 'loopback', '--port', String(port), 'auth-401'], cwd)
    expect(err).toBe(`error: Port ${port} is in use.
   at: 127.0.0.1:${port}
  fix: Choose another with --port, or leave --port out: free ports are found then.
`)
    expect(code).toBe(5)
    expect(existsSync(join(cwd, 'reports'))).toBe(false)
  })

  test('without the loopback world: three lines, exit code 2', async () => {
    const { code, err } = await type(['test', '--port', '8787'], emptyFolder())
    expect(err.split('\n')[0]).toBe('error: Only the loopback world has ports.')
    expect(code).toBe(2)
  })

  test.each(['80', '99999', 'http'])('%s is no port to use', async (port) => {
    const { code, err } = await type(['test', '--world', 'loopback', '--port', port], emptyFolder())
    expect(err.split('\n')[0]).toBe(
      `error: --port is a port from 1024 to 65000, or 0 for any free one; found "${port}".`,
    )
    expect(code).toBe(2)
  })
})
