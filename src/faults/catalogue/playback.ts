import { exchangeSchema } from '../../protocol/recording/schema.ts'
import type { RecordedExchange } from '../../protocol/recording/recording.ts'
import { jsonSteps } from '../answer.ts'
import { defineFault, type Exchange } from '../fault.ts'
import { arbitraryRecording } from '../playback/arbitraryRecording.ts'
import { playedSteps } from '../playback/playedSteps.ts'
import type { Step } from '../steps.ts'

export interface PlaybackOptions {
  /** What `brownout record` wrote, as `readRecording` gives it. */
  exchanges?: readonly RecordedExchange[]
  /** In a script that is read from a file: a recording, by its path from the script. It becomes `exchanges`. */
  file?: string
  /** The recorded model to play; the one that is asked unless set. */
  model?: string
  /** When all were played: from the first again (the default), or an error that says so. */
  atEnd?: 'repeat' | 'fail'
}

export const playback = defineFault<PlaybackOptions>({
  type: 'playback',
  doc: 'Answers as a provider was recorded: the n-th request of a model gets the n-th exchange of its kind, streamed or not.',
  source: 'brownout record; a day that happened once is the best test of the next.',
  options: (v) => ({
    exchanges: v.optional(v.array(exchangeSchema(v))),
    file: v.optional(v.string()),
    model: v.optional(v.string()),
    atEnd: v.optional(v.picklist(['repeat', 'fail'])),
  }),
  arbitrary: (fc) =>
    fc.record({
      exchanges: arbitraryRecording(fc),
      model: fc.constant('recorded'),
      atEnd: fc.constantFrom('repeat', 'fail'),
    }),
  *apply({ exchanges, file, model, atEnd = 'repeat' }, exchange) {
    if (exchanges === undefined)
      throw new Error(`playback names ${JSON.stringify(file)}, which nobody has read: give it exchanges`)
    const asked = model ?? exchange.model
    const recorded = recordedFor(exchanges, asked, exchange.stream)
    const nth = atEnd === 'repeat' && recorded.length > 0 ? exchange.nthOfKind % recorded.length : exchange.nthOfKind
    const played = recorded[nth]
    yield* played === undefined ? ranOut(asked, exchange, recorded.length) : playedSteps(played, exchange.epochMs)
  },
})

/** Sorted once: a recording is asked for each request. */
const sorted = new WeakMap<readonly RecordedExchange[], Map<string, readonly RecordedExchange[]>>()

const kindOf = (model: string, stream: boolean) => `${stream ? 'stream' : 'whole'} ${model}`

function recordedFor(
  exchanges: readonly RecordedExchange[],
  model: string,
  stream: boolean,
): readonly RecordedExchange[] {
  let kinds = sorted.get(exchanges)
  if (kinds === undefined) {
    const ofChat = exchanges.filter(({ request }) => request.path === '/chat/completions')
    kinds = Map.groupBy(ofChat, ({ request }) => kindOf(request.model, request.stream))
    sorted.set(exchanges, kinds)
  }
  return kinds.get(kindOf(model, stream)) ?? []
}

function ranOut(model: string, { stream }: Exchange, played: number): Iterable<Step> {
  const what = `${stream ? 'streamed' : 'whole'} answer of ${JSON.stringify(model)}`
  const message =
    played === 0 ? `the recording has no ${what}` : `the recording has no further ${what}: it had ${played}`
  const error = { message, type: 'server_error', param: null, code: 'playback_ran_out' }
  return jsonSteps(500, { error }, { class: 'server_error' })
}
