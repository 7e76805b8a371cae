// Writes fixtures/recordings/rehearsal-sample.ndjson: a short day of brownout's own upstream, recorded by brownout record.
// No provider was asked. Times are those of the machine it ran on; what is played back is what stands there.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../src/cli/main.ts'
import { always, limitData, overloaded, pace, rateLimit, type FaultSpec } from '../src/index.ts'
import { History } from '../src/history/index.ts'
import { createRandom, RealClock } from '../src/runtime/index.ts'
import { startWireUpstream } from '../src/upstream/wire/index.ts'

const model = 'deepseek-chat'
const good = pace({ ttftMs: 60, interTokenMs: 15 })

/** What the upstream does to one request after the other. */
const day: readonly (readonly FaultSpec[])[] = [
  [rateLimit({ provider: 'deepseek', retryAfterSeconds: 1 })],
  [good],
  [overloaded({ provider: 'deepseek' })],
  [good],
  [limitData({ bytes: 900 }), good],
  [good],
]

const clock = new RealClock()
const runtime = { clock, random: createRandom(7), recorder: new History(() => clock.now()) }
const scriptOf = (specs: readonly FaultSpec[]) => ({ models: { [model]: specs.map(always) } })
const wire = await startWireUpstream(scriptOf([]), runtime, new Map())
const folder = mkdtempSync(join(tmpdir(), 'brownout-sample-'))
const file = join(folder, 'sample.ndjson')

let told = ''
const sink = { write: (text: string) => void (told += text), isTTY: false, columns: undefined }
const upstream = `${wire.origins.get('gateway')}/v1`
const argv = ['record', '--upstream', upstream, '--out', file, '--max-exchanges', String(day.length)]
const recorded = main(argv, { out: sink, err: sink, cwd: folder, env: {}, onStop: () => () => {} })
while (!told.includes('OPENAI_BASE_URL=')) await clock.sleep(10)
const baseURL = /OPENAI_BASE_URL=(\S+)/.exec(told)![1]!
for (const specs of day) {
  await wire.play(scriptOf(specs))
  const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: 'hi' }] })
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  // One of them breaks, as it should.
  await fetch(`${baseURL}/chat/completions`, request)
    .then((response) => response.text())
    .catch(() => {})
}
const code = await recorded
await wire.close()
const [head, ...lines] = readFileSync(file, 'utf8').split('\n')
rmSync(folder, { recursive: true })
if (code !== 0) throw new Error(told)
const note = "Recorded from brownout's own scripted upstream by tools/record-sample.ts. No provider was asked."
const noted = { ...(JSON.parse(head!) as object), upstream: 'http://127.0.0.1/v1', note }
const path = new URL('../fixtures/recordings/rehearsal-sample.ndjson', import.meta.url)
writeFileSync(path, [JSON.stringify(noted), ...lines].join('\n'))
process.stdout.write(told)
