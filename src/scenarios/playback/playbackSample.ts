import { playback } from '../../faults/catalogue/index.ts'
import { always } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { readFixtureText } from '../../protocol/fixtures.ts'
import { parseRecording } from '../../protocol/recording/parseRecording.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

/** It comes along, and a test checks it: no need to read it more carefully each time. */
const { exchanges } = parseRecording(readFixtureText('recordings/rehearsal-sample.ndjson'))

/** A limit, an answer, an overload, an answer, a stream that is cut, an answer: one endpoint, and nowhere to fall back to. */
export const playbackSample = defineScenario({
  name: 'playback-sample',
  family: 'playback',
  requirement:
    'A day that was recorded is lived through as it was: waits are kept, errors tried again, a cut is no answer.',
  source: 'fixtures/recordings/rehearsal-sample.ndjson, recorded from our own upstream by tools/record-sample.ts',
  strength: 'must',
  upstream: { models: { 'deepseek-chat': [always(playback({ exchanges, atEnd: 'fail' }))] } },
  load: sequential({ calls: 4 }),
  caller: { stream: true },
  expect: { ...quick, answeredAtLeast: 0.75, answeredAtMost: 0.75 },
  exercises: [
    'retry-after-honoured',
    'success-means-complete',
    'output-from-one-attempt',
    'no-attempt-after-first-delta',
    'answers-as-expected',
  ],
})
