// Its time limit hangs on a signal that nobody holds: the collector may take it away.
import { onLine, say } from './lines.mjs'

say({ ready: true })
onLine(async ({ id, model, messages }) => {
  const ask = () =>
    new Request(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages }),
      signal: AbortSignal.timeout(500),
    })
  try {
    const { choices } = await (await fetch(ask())).json()
    say({ id, ok: true, text: choices[0].message.content })
  } catch (error) {
    say({ id, ok: false, error: String(error) })
  }
})
