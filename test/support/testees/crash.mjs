// Is gone as soon as it is asked.
import { onLine } from './lines.mjs'

onLine(() => {
  throw new Error(`no answer for ${process.env.OPENAI_API_KEY}\u001b[31m`)
})
