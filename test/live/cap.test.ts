import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { mintCertificates } from '../../src/upstream/wire/certificates.ts'
import { emptyFolder } from '../support/commandLine.ts'
import { startTlsServer } from '../support/loopbackServers.ts'

const { authorityPem, leaf } = mintCertificates(Date.now())

/** Every answer uses a hundred tokens of the prompt and all of `max_tokens`, and says so. */
async function startDearProvider() {
  let requests = 0
  const server = await startTlsServer({ key: leaf.good.keyPem, cert: leaf.good.certificatePem }, (socket, text) => {
    if (!text.startsWith('POST ')) return
    requests += 1
    const { max_tokens: most } = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as { max_tokens: number }
    const event = (document: unknown) => `data: ${JSON.stringify(document)}\n\n`
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n')
    socket.write(event({ choices: [{ index: 0, delta: { content: 'Hello' }, finish_reason: null }] }))
    socket.write(event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }))
    socket.write(
      event({ choices: [], usage: { prompt_tokens: 100, completion_tokens: most, total_tokens: 100 + most } }),
    )
    socket.end('data: [DONE]\n\n')
  })
  return { baseURL: `https://127.0.0.1:${server.port}/v1`, requests: () => requests }
}

async function bench(baseURL: string, ...flags: string[]) {
  const asOf = new Date().toISOString().slice(0, 10)
  const models = ['a', 'b'].map((id) => ({ id, price: { input: '1', output: '1', asOf } }))
  const config = { baseURL, apiKeyEnv: 'MY_KEY', models }
  const cwd = emptyFolder({ 'ca.pem': authorityPem, 'bench.config.mjs': `export default ${JSON.stringify(config)}` })
  let told = ''
  const sink = { write: (text: string) => void (told += text), isTTY: false, columns: undefined }
  const argv = ['bench', '--live', '--yes', '--ca', 'ca.pem', '--warm-up', '0', ...flags]
  const code = await main(argv, { out: sink, err: sink, cwd, env: { MY_KEY: 'sk-test' }, onStop: () => () => {} })
  const reports = join(cwd, 'reports')
  const run = readdirSync(reports).find((name) => name !== 'latest')!
  const history = readFileSync(join(reports, run, 'history.ndjson'), 'utf8')
  return { code, told, history, files: readdirSync(join(reports, run)) }
}

test('at its cap a run begins nothing new, keeps what it has, and ends with 4', async () => {
  const { baseURL, requests } = await startDearProvider()
  const { code, told, history, files } = await bench(
    baseURL,
    '--requests',
    '500',
    '--concurrency',
    '4',
    '--max-cost',
    '0.02',
  )
  expect([code, told]).toEqual([4, expect.stringMatching(/cap of \$0\.02 is reached/)])
  expect(requests()).toBeGreaterThan(4)
  expect(requests()).toBeLessThan(500)
  expect(told).toMatch(/Spent at most \$0\.0\d+\./)
  expect(history).toContain('"note":"budget-reached"')
  expect(files).toEqual(expect.arrayContaining(['report.json', 'report.html']))
})

test('no more requests than may be are sent', async () => {
  const { baseURL, requests } = await startDearProvider()
  const { code, told } = await bench(
    baseURL,
    '--requests',
    '500',
    '--concurrency',
    '4',
    '--max-cost',
    '1',
    '--max-requests',
    '9',
  )
  expect([code, requests()]).toEqual([4, 9])
  expect(told).toContain('9 requests sent, as many as may be')
})

test('within its caps a run is like any other', async () => {
  const { baseURL, requests } = await startDearProvider()
  const { code } = await bench(
    baseURL,
    '--requests',
    '10',
    '--concurrency',
    '2',
    '--max-cost',
    '1',
    '--max-requests',
    '20',
  )
  expect([code, requests()]).toEqual([0, 10])
})
