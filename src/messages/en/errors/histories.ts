import { count } from '../../format.ts'
import type { ProblemText } from './problemText.ts'

/** Of histories that are to be judged. */
export const histories = {
  line: (line: number) => `the history, line ${line}`,
  event: (index: number) => `events[${index}]`,
  noHistory: (found: string): ProblemText => ({
    what: `A history is a text, a list of events or a History; found ${found}.`,
    where: 'judge(history)',
    mend: "For example: judge(await readFile('reports/latest/history.ndjson', 'utf8'))",
  }),
  notJson: (place: string, message: string): ProblemText => ({
    what: `The line is not JSON: ${message}`,
    where: place,
    mend: 'A history is one JSON object a line, as brownout test leaves it in history.ndjson.',
  }),
  notOneRun: (runs: number): ProblemText => ({
    what:
      runs === 0 ? 'The history holds no event.' : `The history holds ${count(runs, 'run')}; one is judged at a time.`,
    where: 'judge(history)',
    mend: 'Take them apart: for (const { scenario, events } of readHistories(text)) judge(events)',
  }),
  outOfOrder: (seq: number, before: number): ProblemText => ({
    what: `The event with seq ${seq} comes after the one with seq ${before}, but its seq or its time is no later.`,
    where: 'the history',
    mend: 'Events stand in the order in which they happened: seq goes up, and at (ms) never goes back.',
  }),
}
