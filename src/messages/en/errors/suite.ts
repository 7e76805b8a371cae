import { didYouMean, quoted, type ProblemText } from './problemText.ts'

const place = 'assertResilient, expectResilient'
const forms =
  'A client is a function (call) => Promise<string>, an object with chat(call) and stream(call), one with open(place), or a Target.'

/** Of a resilience assertion in somebody's test. */
export const suite = {
  place,
  noClient: (found: string): ProblemText => ({
    what: `That is no client: found ${found}.`,
    where: place,
    mend: forms,
  }),
  noChat: (): ProblemText => ({
    what: 'What open(place) gave has no function chat.',
    where: place,
    mend: 'Give { chat: (call) => …, stream: (call) => … }; stream only if the client streams.',
  }),
  noStream: (): ProblemText => ({
    what: 'The scenario streams, and what open(place) gave has no function stream.',
    where: place,
    mend: 'Give one that yields the pieces of the text, or choose a scenario without streams.',
  }),
  noAnswer: (found: string): ProblemText => ({
    what: `The client gave back ${found} for an answer.`,
    where: place,
    mend: "Give the answer's text, or { text, model }; a call that failed rejects.",
  }),
  needsTarget: (world: string): ProblemText => ({
    what: `The ${world} world needs a client that uses the clock and the transport it is given.`,
    where: place,
    mend: 'Leave world out (real sockets, any client), or give a Target.',
  }),
  unknownRule: (name: string, nearest: string | undefined): ProblemText => ({
    what: `There is no rule ${quoted(name)} to be excepted.`,
    where: place,
    mend: didYouMean(nearest, 'All of them: brownout list invariants'),
  }),
}
