// Well-behaved on a good day; at the first answer that is none it does what its first argument says.
import { spawn } from 'node:child_process'
import { onLine, say } from './lines.mjs'

const [mood, mark] = process.argv.slice(2)
const stay = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'

const moods = {
  crash: () => process.exit(3),
  hang: () => setInterval(() => {}, 1_000),
  garbage: ({ id }) => {
    console.log('oh no \u001b[31m<b>', process.env.OPENAI_API_KEY)
    say({ id, ok: false, error: 'no answer' })
  },
  flood: () => {
    const more = () => process.stdout.write('x'.repeat(65_536), more)
    more()
  },
  fork: ({ id }) => {
    for (const detached of [false, true])
      spawn(process.execPath, ['-e', stay, mark], { detached, stdio: 'ignore' }).unref()
    say({ id, ok: false, error: 'no answer' })
  },
  stubborn: ({ id }) => {
    process.on('SIGTERM', () => {})
    setInterval(() => {}, 1_000)
    say({ id, ok: false, error: 'no answer' })
  },
}

say({ ready: true })
onLine(async (call) => {
  const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: call.model, messages: call.messages }),
  })
  if (!response.ok) return moods[mood](call)
  const { choices } = await response.json()
  return say({ id: call.id, ok: true, text: choices[0].message.content })
})
