import { defineFault } from '../fault.ts'
import { GzipWriter } from '../gzip.ts'
import { allOf, data, end, type Step } from '../steps.ts'
import { withoutLength, type Data, type Head } from '../streamEvents.ts'
import { wholeAnswerIn } from '../wholeAnswer.ts'

export const contentEncodingForms = [
  'gzip',
  'truncatedGzip',
  'corruptGzip',
  'plainAsGzip',
  'plainAsBrotli',
  'unknown',
] as const
type Form = (typeof contentEncodingForms)[number]

/** What the header says; in the last three forms the body is as it was. */
const declared = {
  gzip: 'gzip',
  truncatedGzip: 'gzip',
  corruptGzip: 'gzip',
  plainAsGzip: 'gzip',
  plainAsBrotli: 'br',
  unknown: 'x-none',
} as const satisfies Record<Form, string>

export const contentEncoding = defineFault<{ form: Form }>({
  type: 'contentEncoding',
  doc: 'Compresses an answer, breaks off or spoils what it compresses, or says that it has compressed and has not.',
  source: 'RFC 9110 section 8.4; undici PR#2126: a gzip body that is cut reads as a silent, empty 200; curl#2368.',
  options: (v) => ({ form: v.picklist(contentEncodingForms) }),
  arbitrary: (fc) => fc.record({ form: fc.constantFrom(...contentEncodingForms) }),
  *apply({ form }, _exchange, next) {
    const steps = allOf(next())
    // Whatever is no whole answer, or compressed already, stays as it is.
    if (wholeAnswerIn(steps) === undefined) yield* steps
    else if (declared[form] === 'gzip' && form !== 'plainAsGzip') yield* gzipped(steps, form)
    else for (const step of steps) yield step.do === 'head' ? encoded(step, declared[form]) : step
  },
})

/** What is broken off or spoilt is so in the middle, before the answer's finish: nobody can read it to its end. */
function* gzipped(steps: readonly Step[], form: Form): Iterable<Step> {
  const gzip = new GzipWriter()
  const breaksAt = form === 'gzip' ? undefined : middleOf(steps)
  for (const step of steps) {
    if (step === breaksAt) {
      yield data(form === 'corruptGzip' ? gzip.spoilt(breaksAt.bytes) : halfOf(gzip.piece(breaksAt.bytes)))
      yield end
      return
    }
    if (step.do === 'end') yield data(gzip.end())
    if (step.do === 'head') yield encoded(withoutLength(step), 'gzip', breaksAt === undefined ? 'ok' : 'protocol')
    else yield step.do === 'data' ? { ...step, bytes: gzip.piece(step.bytes) } : step
  }
}

function middleOf(steps: readonly Step[]): Data | undefined {
  const pieces = steps.filter((step): step is Data => step.do === 'data')
  const last = pieces.findIndex(({ finish }) => finish === true)
  return pieces[Math.min(last, Math.floor(pieces.length / 2))]
}

function halfOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.ceil(bytes.length / 2))
}

function encoded(head: Head, coding: string, meaning: 'ok' | 'protocol' = 'ok'): Head {
  return { ...head, headers: { ...head.headers, 'content-encoding': coding }, truth: { class: meaning } }
}
