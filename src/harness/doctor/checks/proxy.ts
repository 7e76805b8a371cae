import { messages } from '../../../messages/index.ts'
import { proxyChoice } from '../../../runtime/proxy.ts'
import type { Check, Finding } from '../finding.ts'

const words = messages.doctor.proxy

const local = new URL('http://127.0.0.1/')
const far = new URL('https://api.example.com/')

/** Our own client goes straight to this machine; others that read the same environment would not. */
export const proxy: Check = {
  name: 'proxy',
  look: ({ env }) => {
    const found = (state: Finding['state'], text: string, fix: string | null): Finding[] => [
      { check: 'proxy', state, text, fix },
    ]
    try {
      const choose = proxyChoice({ proxy: 'environment' }, env)
      const onTheWayHere = choose(local)
      const onTheWayOut = choose(far)
      if (onTheWayHere !== undefined) return found('warning', words.inTheWay(onTheWayHere.origin), words.fixInTheWay)
      if (onTheWayOut !== undefined) return found('note', words.outside(onTheWayOut.origin), null)
      return found('ok', words.none, null)
    } catch (error) {
      return found('warning', words.unusable((error as Error).message), words.fixUnusable)
    }
  },
}
