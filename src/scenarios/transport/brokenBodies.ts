import {
  badChunk,
  closeDelimited,
  contentLength,
  noCloseNotify,
  resetPeer,
  slicer,
  stall,
} from '../../faults/catalogue/index.ts'
import { always, type FaultSpec } from '../../faults/index.ts'
import { sequential } from '../../load/index.ts'
import { quick } from '../policies.ts'
import { defineScenario } from '../scenario.ts'

const incomplete = 'RFC 9112 section 8: an incomplete message must not pass as a whole one'

const bodies: readonly (readonly [name: string, fault: FaultSpec, what: string, source: string])[] = [
  ['net-content-length-short', contentLength({ differsBy: 40 }), 'A body shorter than its length', incomplete],
  [
    'net-content-length-hang',
    contentLength({ differsBy: 40, ending: 'hang' }),
    'A body whose last bytes never come',
    incomplete,
  ],
  [
    'net-content-length-long',
    contentLength({ differsBy: -40 }),
    'A body longer than its length, of which only the beginning counts',
    'RFC 9112 section 6.3: what is beyond is no part of it; nothing but the JSON shows that',
  ],
  ['net-bad-chunk', badChunk({ afterBytes: 40 }), 'A chunk whose size is no number', 'RFC 9112 section 7.1'],
  [
    'net-chunk-too-long',
    badChunk({ afterBytes: 40, form: 'tooLong' }),
    'A chunk longer than its size',
    'RFC 9112 section 7.1',
  ],
  [
    'net-close-delimited-cut',
    closeDelimited({ cutAfterBytes: 90 }),
    'A body that lasts until the connection closes, and closes too early,',
    'RFC 9112 sections 6.3 and 8: a recipient cannot tell by the framing',
  ],
  ['net-reset-mid-body', resetPeer({ afterBytes: 90 }), 'A reset in the middle of the body', incomplete],
  ['net-stall-mid-body', stall({ bytes: 90 }), 'Silence in the middle of the body', 'anthropic-sdk-typescript #867'],
  [
    'net-drip-body',
    slicer({ bytes: 1, delayMs: 100 }),
    'A body that drips, so that no silence is ever long enough,',
    'ComfyUI#16204; 14 of 33 clients measured wait for it',
  ],
  [
    'net-no-close-notify',
    noCloseNotify({ afterBytes: 90 }),
    'A body cut without the close_notify of TLS',
    'RFC 8446 section 6.1',
  ],
]

/** Answers with a good status of which a part is missing. */
export const brokenBodies = bodies.map(([name, fault, what, source]) =>
  defineScenario({
    name,
    family: 'transport',
    requirement: `${what} is no answer: it is given up in time, and another endpoint answers.`,
    source,
    strength: 'must',
    upstream: {
      models: { 'deepseek-chat': [always(fault)], 'moonshot-v1-8k': [] },
      origins: {
        gateway: { serves: ['deepseek-chat'], ...(fault.type === 'noCloseNotify' ? { tls: true } : {}) },
        backup: { serves: ['moonshot-v1-8k'] },
      },
    },
    load: sequential({ calls: 2 }),
    expect: {
      ...quick,
      timeouts: { ...quick.timeouts, attemptMs: 1_000 },
      maxAttemptsPerEndpoint: 1,
      answeredAtLeast: 1,
    },
    // With too long a length every word is there all the same: only the framing says that it was cut.
    exercises: name.startsWith('net-content-length-')
      ? ['every-call-settles', 'answers-as-expected']
      : ['success-means-complete', 'attempts-bounded', 'answers-as-expected'],
  }),
)
