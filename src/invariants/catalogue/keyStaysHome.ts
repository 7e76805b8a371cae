import { callerOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** Put to the test by answers that send a client elsewhere: nothing else tempts a key away. */
export const keyStaysHome = defineInvariant({
  name: 'key-stays-home',
  number: 32,
  requirement: 'A key goes to the origin that it was given for, and to no other, wherever that one redirects to.',
  source: 'RFC 9110 section 15.4: user agents should drop Authorization; fixed in openai-node and in undici.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared: { keysOf } }) {
    const findings = new Findings()
    if (keysOf === undefined) return findings.verdict('nobody said whose key is whose')
    for (const exchange of view.exchanges) {
      const { started, response } = exchange
      if (response !== undefined && response.status >= 300 && response.status < 400) findings.checked()
      const own = keysOf[started.origin]
      if (own === undefined || started.credential === own || started.credential === 'none') continue
      findings.violated(`${callerOf(exchange)} showed key ${started.credential} to ${started.origin}`, started)
    }
    return findings.verdict('no answer led elsewhere')
  },
})
