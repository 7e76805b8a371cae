// Answers with what it sees of its machine: its wall clock, its monotonic one, and how often garbage was collected.
import { createHash } from 'node:crypto'
import { PerformanceObserver } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { onLine, say } from './lines.mjs'

let collections = 0
new PerformanceObserver((list) => (collections += list.getEntries().length)).observe({ entryTypes: ['gc'] })

say({ ready: true })
onLine(async ({ id, model, messages }) => {
  await sleep(200)
  const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages }),
  })
  const seen = { now: Date.now(), date: new Date().getTime(), text: Date(), fixed: new Date(0).getTime(), collections }
  const key = createHash('sha256').update(process.env.OPENAI_API_KEY).digest('hex')
  const told = { ...seen, key, backup: process.env.BACKUP_MODEL ?? null, models: process.env.BROWNOUT_MODELS, model }
  say(response.ok ? { id, ok: true, text: JSON.stringify(told) } : { id, ok: false, error: JSON.stringify(told) })
})
