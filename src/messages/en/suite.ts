import { count } from '../format.ts'

/** What a test reads whose client did not stand a bad day. */
export const suite = {
  doc: "The client of an application's own test.",
  place: (scenario: string, world: string, seed: number) => `"${scenario}" (${world}, seed ${seed})`,
  broke: (rules: number, place: string) => `The client broke ${count(rules, 'rule')} on ${place}.`,
  'no-verdict': (place: string, reason: string) => `${place} proves nothing about this client: ${reason}`,
  refused: (place: string, reason: string) => `${place} cannot be played: ${reason}`,
  crashed: (place: string, reason: string) => `${place} fell over: ${reason}`,
  nothingTested: 'nothing that it is there for was put to the test',
  rule: 'the rule:',
  source: 'source:',
  hint: 'hint:',
  hints: {
    noStream: 'give the client a function stream(call) that yields the pieces of the text, or play another scenario.',
    neverCame: 'no connection reached the upstream: does the client ask at the baseURL that it is given?',
    noMarker:
      'no request carried the marker of its call ([[call:0]]): send `messages`, or `question`, on as they stand.',
  },
  again: (scenario: string, seed: number) => `assertResilient(client, ${JSON.stringify(scenario)}, { seed: ${seed} })`,
}
