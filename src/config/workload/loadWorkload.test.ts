import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder } from '../../../test/support/commandLine.ts'
import { Problem } from '../../harness/problem.ts'
import { loadWorkload } from './loadWorkload.ts'
import { mostPrompts } from './readPrompts.ts'

const read = (text: string | Uint8Array, file = 'mine.jsonl') => {
  const folder = emptyFolder()
  writeFileSync(join(folder, file), text)
  return loadWorkload(folder, file)
}

function problemOf(work: () => unknown): { what: string; where: string; mend: string } {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.text
    throw error
  }
  return expect.fail('it was read')
}

describe('a file of prompts', () => {
  test('has one a line', () => {
    const text =
      '{ "prompt": "Hi.", "max_tokens": 9 }\r\n\n{ "messages": [{ "role": "system", "content": "Be brief." }, { "role": "user", "content": "Xin chào." }] }\n'
    expect(read(text)).toEqual({
      name: 'mine.jsonl',
      prompts: [
        [{ role: 'user', content: 'Hi.' }],
        [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Xin chào.' },
        ],
      ],
      maxTokens: 256,
      maxTokensEach: [9, 256],
      stream: true,
      cache: 'unique',
    })
  })

  test.each([
    ['a list', '[{ "prompt": "a" }, { "prompt": "b" }]', 256],
    [
      'a list under prompts, with a limit for all',
      '{ "max_tokens": 5, "prompts": [{ "prompt": "a" }, { "prompt": "b" }] }',
      5,
    ],
  ])('or is one JSON document: %s', (_form, text, maxTokens) => {
    const workload = read(text, 'mine.json')
    expect(workload).toMatchObject({ maxTokens, prompts: [[{ content: 'a' }], [{ content: 'b' }]] })
    expect(workload).not.toHaveProperty('maxTokensEach')
  })

  test('may begin with a byte order mark, as editors on Windows write it', () => {
    expect(read('\ufeff{ "prompt": "a" }').prompts).toHaveLength(1)
  })
})

const ok = '{ "prompt": "a" }'

describe('a file that makes no sense is refused with its line', () => {
  test.each<[name: string, text: string | Uint8Array, what: string, where: string, mend: string]>([
    [
      'no JSON',
      `${ok}\n{ "prompt": "a }`,
      'The file of prompts is not JSON: expected the closing quote',
      'mine.jsonl:2:',
      'Mend that line.',
    ],
    [
      'plain text',
      'What is a JWT?',
      'is not JSON: expected a value, found "What"',
      'mine.jsonl:1:1',
      'Mend that line.',
    ],
    [
      'a comma at the end',
      `${ok},\n${ok}`,
      'is not JSON: expected the end of the text, found ","',
      'mine.jsonl:1:18',
      '',
    ],
    [
      'a slip in a key',
      `${ok}\n\n{ "promt": "a" }`,
      'There is no setting promt.',
      'mine.jsonl:3',
      'Did you mean prompt?',
    ],
    [
      'nothing to ask',
      `${ok}\n{ "max_tokens": 3 }`,
      'A prompt has neither messages nor prompt.',
      'mine.jsonl:2',
      'For example',
    ],
    [
      'two things to ask',
      '{ "prompt": "a", "messages": [{ "role": "user", "content": "b" }] }',
      'A prompt has both messages and prompt.',
      'mine.jsonl:1',
      'Keep one',
    ],
    ['an empty prompt', '{ "prompt": " " }', 'prompt is " ", expected a text that is not empty.', 'mine.jsonl:1', ''],
    ['a number for a prompt', `${ok}\n42`, 'The whole of it is 42, expected an object.', 'mine.jsonl:2', ''],
    ['a list on a line', `${ok}\n["a"]`, 'The whole of it is a list, expected an object.', 'mine.jsonl:2', ''],
    ['null', 'null', 'The whole of it is null, expected an object.', 'mine.jsonl:1', ''],
    ['no messages', '{ "messages": [] }', 'messages holds 0, expected at least one message.', 'mine.jsonl:1', ''],
    [
      'a role that is none',
      '{ "messages": [{ "role": "usr", "content": "a" }] }',
      'messages[0].role is "usr", expected "system" or "developer" or "user" or "assistant".',
      'mine.jsonl:1',
      'Did you mean user?',
    ],
    [
      'a picture',
      '{ "messages": [{ "role": "user", "content": [{ "type": "image_url" }] }] }',
      'messages[0].content is a list, expected a text.',
      'mine.jsonl:1',
      '',
    ],
    [
      'a limit of nothing',
      '{ "prompt": "a", "max_tokens": 0 }',
      'max_tokens is 0, expected a whole number from 1 to 1000000.',
      'mine.jsonl:1',
      '',
    ],
    [
      'a limit in words',
      '{ "prompt": "a", "max_tokens": "100" }',
      'max_tokens is "100", expected a whole number',
      'mine.jsonl:1',
      '',
    ],
    [
      'a limit beyond all',
      '{ "prompt": "a", "max_tokens": 1e99 }',
      'max_tokens is 1e+99, expected a whole number',
      'mine.jsonl:1',
      '',
    ],
    [
      'a key that stands twice',
      `${ok}\n{ "prompt": "a", "prompt": "b" }`,
      'prompt stands twice on this line',
      'mine.jsonl:2',
      'Take one',
    ],
    [
      'a prototype',
      '{ "prompt": "a", "__proto__": { "max_tokens": 3 } }',
      'There is no setting __proto__.',
      'mine.jsonl:1',
      '',
    ],
    ['nothing', '\n\n', 'The file holds no prompt.', 'mine.jsonl', 'A prompt a line'],
    [
      'bytes',
      Uint8Array.from([0x7b, 0xff, 0xfe]),
      'The file of prompts is not text in UTF-8.',
      'mine.jsonl',
      'Save it as UTF-8.',
    ],
    [
      'too many',
      `${ok}\n`.repeat(mostPrompts + 1),
      'The file has more than 20,000 prompts.',
      'mine.jsonl',
      'Take a part',
    ],
    [
      'a depth that no stack has',
      `${'['.repeat(300_000)}${']'.repeat(300_000)}`,
      '[0] is a list, expected an object.',
      'mine.jsonl:1',
      '',
    ],
  ])('%s', (_name, text, what, where, mend) => {
    const problem = problemOf(() => read(text))
    expect(problem.what).toContain(what)
    expect(problem.where).toContain(where)
    expect(problem.mend).toContain(mend)
  })

  test('in a JSON document the line is that of the item', () => {
    const problem = problemOf(() =>
      read('{ "prompts": [\n{ "prompt": "a" },\n{ "prompt": "b",\n"max_token": 3 }] }', 'mine.json'),
    )
    expect(problem).toMatchObject({ what: 'There is no setting prompts[1].max_token.', where: 'mine.json:4' })
  })

  test('one that is not there, is a folder, or is far too large', () => {
    const folder = emptyFolder()
    mkdirSync(join(folder, 'd'))
    expect(problemOf(() => loadWorkload(folder, 'chta'))).toMatchObject({
      what: 'There is no workload and no file "chta".',
      where: '--workload chta',
      mend: expect.stringMatching(/^Did you mean chat\?/) as string,
    })
    expect(problemOf(() => loadWorkload(folder, 'd')).what).toBe('"d" is no file.')
    expect(problemOf(() => read(' '.repeat(16 * 1024 * 1024 + 1))).what).toContain(
      '16,777,217 bytes; 16,777,216 is the most',
    )
  })
})
