// Asks its first place once, then the one that is called BACKUP, if it was given one.
import { onLine, say } from './lines.mjs'

const { env } = process
const places = [
  [env.OPENAI_BASE_URL, env.OPENAI_API_KEY, env.BROWNOUT_MODEL],
  [env.BACKUP_BASE_URL, env.BACKUP_API_KEY, env.BACKUP_MODEL],
].filter(([place]) => place !== undefined)

async function ask([place, key, model], messages) {
  const response = await fetch(`${place}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages }),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return (await response.json()).choices[0].message.content
}

say({ ready: true })
onLine(async ({ id, messages }) => {
  let last
  for (const place of places) {
    try {
      return say({ id, ok: true, text: await ask(place, messages) })
    } catch (error) {
      last = error
    }
  }
  return say({ id, ok: false, error: String(last) })
})
