// Talks on stdout as programs do, then answers.
import { onLine, say } from './lines.mjs'

console.log('Server started')
onLine(({ id }) => {
  console.log('{"id":0,"ok":tr')
  console.log('[]')
  say({ id: 99, ok: true, text: 'nobody asked' })
  say({ id, ok: 'yes', text: 1 })
  say({ id, ok: false, error: 'no', status: 429, attempts: 2 })
  say({ id, ok: true, text: 'again' })
})
