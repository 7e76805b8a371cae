import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { emptyFolder } from '../support/commandLine.ts'
import { dearPrice, startDearProvider, type DearProvider } from '../support/live/dearProvider.ts'

async function bench({ baseURL, authorityPem }: DearProvider, ...flags: string[]) {
  const asOf = new Date().toISOString().slice(0, 10)
  const models = ['a', 'b'].map((id) => ({ id, price: { ...dearPrice, asOf } }))
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
  const provider = await startDearProvider()
  const { code, told, history, files } = await bench(
    provider,
    '--requests',
    '500',
    '--concurrency',
    '4',
    '--max-cost',
    '0.02',
  )
  expect([code, told]).toEqual([4, expect.stringMatching(/cap of \$0\.02 is reached/)])
  expect(provider.requests()).toBeGreaterThan(4)
  expect(provider.requests()).toBeLessThan(500)
  expect(told).toMatch(/Spent at most \$0\.0\d+\./)
  expect(history).toContain('"note":"budget-reached"')
  expect(files).toEqual(expect.arrayContaining(['report.json', 'report.html']))
})

test('no more requests than may be are sent', async () => {
  const provider = await startDearProvider()
  const { code, told } = await bench(
    provider,
    '--requests',
    '500',
    '--concurrency',
    '4',
    '--max-cost',
    '1',
    '--max-requests',
    '9',
  )
  expect([code, provider.requests()]).toEqual([4, 9])
  expect(told).toContain('9 requests sent, as many as may be')
})

test('within its caps a run is like any other', async () => {
  const provider = await startDearProvider()
  const { code } = await bench(
    provider,
    '--requests',
    '10',
    '--concurrency',
    '2',
    '--max-cost',
    '1',
    '--max-requests',
    '20',
  )
  expect([code, provider.requests()]).toEqual([0, 10])
})
