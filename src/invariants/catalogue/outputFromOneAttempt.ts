import { defineInvariant, Findings } from '../invariant.ts'

export const outputFromOneAttempt = defineInvariant({
  name: 'output-from-one-attempt',
  number: 17,
  requirement:
    'What a stream’s caller gets is the content of exactly one attempt: nothing lost, doubled or out of order.',
  source: 'undici #3356: a retry gave "HHello World"; ai-retry #51: a second start of the stream.',
  strength: 'must',
  vantage: 'driver',
  check(view) {
    const findings = new Findings()
    for (const { call, started, deltas, ended, left, exchanges } of view.streams) {
      const wholly = ended?.outcome.ok === true && left === undefined
      if (!started.stream || (deltas.length === 0 && !wholly)) continue
      // What an exchange that is still open has sent is not known.
      if (exchanges.some((exchange) => exchange.ended === undefined)) continue
      findings.checked()
      const output = deltas.map(({ text }) => text).join('')
      const isFrom = ({ text }: { text: string }) => (wholly ? text === output : text.startsWith(output))
      if (exchanges.some((exchange) => isFrom(exchange.ended!))) continue
      const what = wholly ? 'the whole content' : 'the beginning'
      findings.violated(
        `the ${deltas.length} pieces that call ${call} gave are ${what} of none of its ${exchanges.length} attempts`,
        ...[
          ...exchanges.map((exchange) => exchange.ended!),
          ...deltas,
          ...(ended === undefined ? [] : [ended]),
        ].toSorted((a, b) => a.seq - b.seq),
      )
    }
    return findings.verdict('no stream gave any content')
  },
})
