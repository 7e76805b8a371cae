import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { KeyPieces } from '../../src/protocol/secrets/keyPieces.ts'
import { mintCertificates } from '../../src/upstream/wire/certificates.ts'
import { emptyFolder } from '../support/commandLine.ts'
import { canaries, goodAnswer } from '../support/live/canaries.ts'
import { startTlsServer } from '../support/loopbackServers.ts'
import { expectNothingOf, key } from '../support/secrets.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())
const tls = { key: leaf.good.keyPem, cert: leaf.good.certificatePem }

const config = `export default {
  apiKeyEnv: 'MY_KEY', baseURL: 'BASE',
  models: ['a', 'b'].map((id) => ({ id, price: { input: '0.1', output: '0.2', asOf: 'TODAY' } })),
  gates: { success: '> 99.9%' },
}`

interface Told {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly folder: string
}

/** `brownout bench --live` against a provider over https on this machine, told to a terminal or not. */
async function bench(
  baseURL: string,
  flags: readonly string[],
  isTTY: boolean,
  keyIn: 'env' | 'file' | 'stdin',
): Promise<Told> {
  const today = new Date().toISOString().slice(0, 10)
  const folder = emptyFolder({
    'ca.pem': authorityPem,
    'key.txt': `${key}\n`,
    'bench.config.mjs': config.replace('BASE', baseURL).replace('TODAY', today),
  })
  let [out, err] = ['', '']
  const from = { env: [], file: ['--key-file', 'key.txt'], stdin: ['--key-stdin'] }[keyIn]
  const argv = ['bench', '--live', '--max-cost', '1', '--yes', '--ca', 'ca.pem', ...from, ...flags]
  const code = await main(argv, {
    out: { write: (text) => void (out += text), isTTY, columns: 80 },
    err: { write: (text) => void (err += text), isTTY, columns: 80 },
    input: { isTTY: false, line: async () => undefined, all: async () => key },
    cwd: folder,
    env: {
      ...(keyIn === 'env' ? { MY_KEY: key } : {}),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_ACTIONS: 'true',
    },
    onStop: () => () => {},
  })
  return { code, out, err, folder }
}

/** Every file that a run left, but those that the test itself put there. */
function filesOf(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['ca.pem', 'key.txt', 'bench.config.mjs'].includes(entry.name))
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'latin1')])
}

const pieces = new KeyPieces(key)

function expectNoKey(where: string, text: string): void {
  expectNothingOf(key, text)
  // As base64, too, which the look above does not decode.
  expect(pieces.replaceIn(text, '[found]').includes('[found]'), where).toBe(false)
}

describe('a provider that repeats the key in every way', () => {
  test.each([
    ['told to a log', [], false, 'env'],
    ['told to a terminal', [], true, 'file'],
    ['told to a program', ['--json'], false, 'stdin'],
    ['behind a scenario', ['--scenario', '503-x2-then-ok'], false, 'env'],
  ] as const)('is %s without it', { timeout: 60_000 }, async (_how, flags, isTTY, keyIn) => {
    const asked: string[] = []
    const all = Object.values(canaries)
    let answered = 0
    const server = await startTlsServer(tls, (socket, text) => {
      if (!text.startsWith('POST ')) return
      asked.push(text)
      // Good answers between: a provider that only fails is left alone after ten of them.
      const isGood = asked.length % 3 !== 0
      socket.end(isGood ? goodAnswer : all[answered++ % all.length]!(key))
    })

    const baseURL = `https://127.0.0.1:${server.port}/v1`
    const told = await bench(
      baseURL,
      ['--requests', '160', '--concurrency', '8', '--deadline', '2s', ...flags],
      isTTY,
      keyIn,
    )
    // It did go there, and only there: or nothing could have been repeated.
    expect(answered, told.err).toBeGreaterThanOrEqual(all.length)
    expect(asked.every((text) => text.includes(key))).toBe(true)
    expect([0, 1, 3]).toContain(told.code)
    expectNoKey('stdout', told.out)
    expectNoKey('stderr', told.err)
    const files = filesOf(told.folder)
    expect(files.map(([name]) => name)).toEqual(expect.arrayContaining(['run.json', 'history.ndjson', 'report.json']))
    for (const [name, text] of files) expectNoKey(name, text)
  })

  test.each(Object.entries(canaries))('would be seen: %s', (how, canary) => {
    // One letter an event is read by nobody but who puts them together.
    if (how !== 'letter by letter, over pieces') expect(() => expectNoKey(how, canary(key))).toThrow()
  })

  test('thirty ways, at least', () => expect(Object.keys(canaries).length).toBeGreaterThanOrEqual(30))
})

describe('a key where none belongs is not repeated', () => {
  const typed = 'sk-4f9aQ2xL8mN7bV5cW3eR'
  test.each([
    [['bench', '--live', typed]],
    [['bench', '--live', '--api-key', typed]],
    [['bench', `--api-key=${typed}`, '--live']],
    [['bench', '--base-url', `https://x.test/v1?key=${typed}`]],
    [['bench', '--base-url', `https://user:${typed}@x.test/v1`, '--live']],
    [['bench', '--max-cost', typed]],
    [['bench', '--confirm-live', typed]],
    [['bench', '--models', typed]],
    [['doctor', '--live', typed]],
    [['record', '--upstream', typed]],
  ])('%j', async (argv) => {
    let told = ''
    const sink = { write: (text: string) => void (told += text), isTTY: false, columns: undefined }
    const code = await main(argv, { out: sink, err: sink, cwd: emptyFolder(), env: {}, onStop: () => () => {} })
    expect([code, told]).toEqual([2, expect.stringContaining('error:')])
    expectNothingOf(typed, told)
  })
})
