// Heeds neither the end of its input nor SIGTERM.
import { onLine, say } from './lines.mjs'

process.on('SIGTERM', () => {})
setInterval(() => {}, 1_000)
onLine(({ id }) => say({ id, ok: true, text: String(process.pid) }))
