import { describe, expect, test } from 'vitest'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { readFixture } from '../../protocol/fixtures.ts'
import { classifyResponse } from '../classify.ts'
import { readErrorBody } from '../errorBody.ts'
import type { Failure } from '../failure.ts'
import { dialects, meaningOfWord } from './index.ts'

/** One body as a provider sent it, or as its page describes it; `source` says which. */
interface RecordedError {
  readonly provider: string
  readonly name: string
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: unknown
  readonly class: ErrorClass
  readonly source: string
  /** What else the failure has to say. */
  readonly expect?: Partial<Failure>
}

const recorded = readFixture('dialects.json') as RecordedError[]
const textOf = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))
const nowMs = Date.UTC(2026, 4, 15, 12)

describe('every recorded error is read as what it is', () => {
  test.each(recorded)('$provider: $name ($status)', ({ status, headers, body, class: errorClass, expect: more }) => {
    const failure = classifyResponse(status, headers, textOf(body), nowMs)
    expect(failure).toMatchObject({ errorClass, status, ...more })
    const extras = ['spoils', 'askedWaitMs', 'hintedWaitMs'].filter((name) => name in failure)
    expect(extras.filter((name) => !(name in (more ?? {})))).toEqual([])
  })

  test.each(recorded)('$provider: $name has a source and a name of its own', ({ provider, name, source }) => {
    expect(source.length).toBeGreaterThan(5)
    expect(recorded.filter((other) => other.provider === provider && other.name === name)).toHaveLength(1)
  })
})

describe('a word that means one thing means it with every status', () => {
  const certain = recorded.filter(({ body }) =>
    readErrorBody(textOf(body)).words.some((word) => {
      const meaning = meaningOfWord(word)
      return meaning !== undefined && meaning.yieldsTo === undefined
    }),
  )
  test.each(certain)('$provider: $name', ({ body, class: errorClass }) => {
    const classes = [200, 400, 402, 403, 404, 429, 500, 529].map(
      (status) => classifyResponse(status, {}, textOf(body), nowMs).errorClass,
    )
    expect(new Set(classes)).toEqual(new Set([errorClass]))
  })
})

/** Words that stand on a provider's page, of which no body was found. */
const unseen: Readonly<Record<string, string>> = {
  'base_resp:1028': 'only in the source of MiniMax’s command line',
  'base_resp:1030': 'only in the source of MiniMax’s command line',
  'base_resp:1043': 'the page says that it is about recordings, not about chat',
  'base_resp:1044': 'the page says that it is about recordings, not about chat',
  invalid_image: 'about images; the tutorial sends none',
  image_too_large: 'about images; the tutorial sends none',
  image_too_small: 'about images; the tutorial sends none',
  unsupported_image_format: 'about images; the tutorial sends none',
  image_not_found: 'about images; the tutorial sends none',
  image_download_failed: 'about images; the tutorial sends none',
}

/** A body in which this word stands where it belongs, and no other. */
function bodyWith(word: string, message = ''): string {
  const [place, name] = word.split(/[:.]/)
  if (place === 'base_resp') return JSON.stringify({ base_resp: { status_code: Number(name), status_msg: message } })
  if (place === 'finish_reason') return JSON.stringify({ message, choices: [{ finish_reason: name }] })
  if (place === 'metadata') return JSON.stringify({ error: { message, metadata: { [name!]: 1 } } })
  return JSON.stringify({ error: { message, code: word } })
}

describe.each(dialects)('the dialect of $provider', ({ provider, words, sentences, requestIdHeaders }) => {
  const own = recorded.filter((entry) => entry.provider === provider)
  const bodies = own.map(({ body }) => readErrorBody(textOf(body)))

  test('has a recorded error of every class that it can name', () => {
    const named = new Set([...words, ...sentences].map(({ errorClass }) => errorClass))
    const found = new Set(own.map((entry) => entry.class))
    expect([...named].filter((errorClass) => !found.has(errorClass))).toEqual([])
  })

  test('has no word that nobody has seen, unless it says why', () => {
    const seen = new Set(bodies.flatMap((body) => body.words))
    expect(words.map(({ word }) => word).filter((word) => !seen.has(word) && !(word in unseen))).toEqual([])
  })

  test('has no sentence that nobody has seen', () => {
    const silent = sentences.filter(({ sentence }) => !bodies.some(({ message }) => sentence.test(message)))
    expect(silent).toEqual([])
  })

  test.each(words)('“$word” alone is $errorClass', ({ word, errorClass, yieldsTo }) => {
    const classes = ([409, 200] as const).map(
      (status) => classifyResponse(status, {}, bodyWith(word), nowMs).errorClass,
    )
    expect(classes).toEqual([yieldsTo === 'status' ? 'conflict' : errorClass, errorClass])
    const narrower = classifyResponse(409, {}, bodyWith(word, 'Content Exists Risk'), nowMs).errorClass
    expect(narrower).toBe(yieldsTo === undefined ? errorClass : 'content_policy')
  })

  test.each(sentences)('$sentence alone is $errorClass', ({ sentence, errorClass }) => {
    const message = bodies.map((body) => body.message).find((text) => sentence.test(text))
    expect(classifyResponse(409, {}, JSON.stringify({ message }), nowMs).errorClass).toBe(errorClass)
  })

  test('says each thing once, in lower case, with its source', () => {
    const names = words.map(({ word }) => word)
    expect(names.filter((name, index) => names.indexOf(name) !== index || name !== name.toLowerCase())).toEqual([])
    expect([...words, ...sentences].filter(({ source }) => source.length < 5)).toEqual([])
    expect(requestIdHeaders.filter((name) => name !== name.toLowerCase())).toEqual([])
  })

  test('has sentences that keep no state and cannot backtrack far', () => {
    for (const { sentence } of sentences) {
      expect(sentence.flags).toBe('i')
      expect(sentence.source).not.toMatch(/[*+]|\{\d+,\}/)
    }
  })
})

describe('a gateway hands on the words of any provider, so', () => {
  test('no two dialects disagree on a word', () => {
    const disputed = dialects.flatMap(({ provider, words }) =>
      words.flatMap(({ word, errorClass, yieldsTo }) => {
        const chosen = meaningOfWord(word)
        return chosen?.errorClass === errorClass && chosen.yieldsTo === yieldsTo ? [] : [`${provider}: ${word}`]
      }),
    )
    expect(disputed).toEqual([])
  })

  test('no word is listed as unseen that has been seen', () => {
    const seen = new Set(recorded.flatMap(({ body }) => readErrorBody(textOf(body)).words))
    expect(Object.keys(unseen).filter((word) => seen.has(word) || meaningOfWord(word) === undefined)).toEqual([])
  })

  test('a word nobody knows means nothing, whatever it looks like', () => {
    for (const word of ['', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(meaningOfWord(word)).toBeUndefined()
    }
  })
})
