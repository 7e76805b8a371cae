// Crashes at the first answer that is none, and never again: it remembers that in the file that it is given.
import { existsSync, writeFileSync } from 'node:fs'
import { onLine, say } from './lines.mjs'

const [file] = process.argv.slice(2)
say({ ready: true })
onLine(async ({ id, model, messages }) => {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const response = await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages }),
    })
    const body = await response.json()
    if (response.ok) return say({ id, ok: true, text: body.choices[0].message.content })
    if (existsSync(file)) continue
    writeFileSync(file, '')
    process.exit(3)
  }
  return say({ id, ok: false, error: 'no answer' })
})
