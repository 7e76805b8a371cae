// Leaves two children behind: one in its group, one that has a session of its own and outlives everything.
import { spawn } from 'node:child_process'
import { onLine, say } from './lines.mjs'

const stay = ['-e', 'process.on("SIGTERM", () => {}); process.on("SIGHUP", () => {}); setInterval(() => {}, 1000)']
const children = [false, true].map((detached) => {
  const child = spawn(process.execPath, stay, { detached, stdio: 'ignore' })
  child.unref()
  return child.pid
})
onLine(({ id }) => say({ id, ok: true, text: JSON.stringify([process.pid, ...children]) }))
