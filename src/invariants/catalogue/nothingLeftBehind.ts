import { defineInvariant, Findings } from '../invariant.ts'

export const nothingLeftBehind = defineInvariant({
  name: 'nothing-left-behind',
  number: 35,
  requirement: 'A closed client leaves no timer, no socket in use and no listener on its callers’ signals behind.',
  source: 'cockatiel #69: a time-out’s listener stayed on the caller’s signal.',
  strength: 'must',
  vantage: 'client',
  check({ quiesced }) {
    const findings = new Findings()
    if (quiesced === undefined) return findings.verdict('nobody looked at the end of the run')
    findings.checked()
    const { timers, sockets, listeners } = quiesced
    if (timers !== 0 || sockets !== 0 || listeners !== 0) {
      const left = `${timers} timers, ${sockets} sockets in use and ${listeners} listeners`
      findings.violated(`${left} were left when the client was closed`, quiesced)
    }
    return findings.verdict('nobody looked at the end of the run')
  },
})
