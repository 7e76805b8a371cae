import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { emptyFolder, type } from '../../../test/support/commandLine.ts'
import { modelTableSchema } from '../../protocol/modelTableSchema.ts'

const sample = readFileSync(new URL('../../../fixtures/litellm-price-map.sample.json', import.meta.url), 'utf8')
const tableIn = (folder: string, file = 'prices.json') =>
  v.parse(modelTableSchema, JSON.parse(readFileSync(join(folder, file), 'utf8')))

const importing = (...flags: string[]) => ['prices', 'import', 'map.json', ...flags]

describe('prices import', () => {
  test('writes a table, says what it left out, and names each entry that it could not take', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    expect(await type(importing('--date', '2026-05-31'), folder)).toEqual({
      code: 0,
      out: `7 models written to prices.json.
Left out: 2 entries for embedding, not chat.
Left out: 1 entry without a mode.
1 model also has prices by tier, service or medium, which the table names (notCounted) and no cost counts.
`,
      err: `Left out: databricks/databricks-claude-sonnet-4: input_cost_per_token is 0.0000029999900000000002, which is no whole number of pico-dollars; prices are never rounded.
Left out: openrouter/auto: input_cost_per_token is -1, below 0.
Left out: azure/container: it has no input_cost_per_token.
Left out: dashscope/qwen-tiers: it has no output_cost_per_token.
Left out: own/quoted: input_cost_per_token is "1e-06", which is no number.
Left out: own/broken: its entry is no object.
`,
    })
    const { models } = tableIn(folder)
    expect(models.map(({ name, price }) => `${name} ${price.input} ${price.output}`)).toEqual([
      'deepseek-chat 0.28 0.42',
      'deepseek/deepseek-r1 0.55 2.19',
      'deepseek/deepseek-chat 0.28 0.42',
      'claude-sonnet-4-5 3 15',
      'gemini/gemini-2.5-flash 0.3 2.5',
      'openrouter/deepseek/deepseek-chat 0.14 0.28',
      'openrouter/free 0 0',
    ])
    expect(new Set(models.map(({ source, date }) => `${source} ${date}`))).toEqual(new Set(['map.json 2026-05-31']))
    expect(readdirSync(folder).toSorted()).toEqual(['map.json', 'prices.json'])
  })

  test('without --date, the day on which the file was written', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    utimesSync(join(folder, 'map.json'), 0, 1_767_225_599)
    await type(importing(), folder)
    expect(tableIn(folder).models[0]!.date).toBe('2025-12-31')
  })

  test('only the models that were asked for, by the name of the map or of a request', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    const { code, out, err } = await type(
      importing('--models', 'claude-sonnet-4-5,gemini-2.5-flash', '--models', 'claude-sonnet-4-5', '--out', 'few.json'),
      folder,
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')[0]).toBe('2 models written to few.json.')
    expect(tableIn(folder, 'few.json').models.map(({ name }) => name)).toEqual([
      'claude-sonnet-4-5',
      'gemini/gemini-2.5-flash',
    ])
  })

  test('a name of the map goes before the same name of a request', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    await type(importing('--models', 'deepseek-chat'), folder)
    expect(tableIn(folder).models.map(({ name }) => name)).toEqual(['deepseek-chat'])
  })

  test('over a table of before, whole', async () => {
    const folder = emptyFolder({
      'map.json': sample,
      'prices.json': `{"schema":"brownout/models/1","models":[],"x":"${'x'.repeat(100_000)}"}`,
    })
    await type(importing(), folder)
    expect(tableIn(folder).models).toHaveLength(7)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('the names of a map cannot steer the terminal', async () => {
    const map = JSON.stringify({ '\u001b[2J\n::error::gotcha': 1, m: JSON.parse(sample)['deepseek-chat'] })
    const { out, err } = await type(importing(), emptyFolder({ 'map.json': map }))
    expect(out + err).not.toContain('\u001b')
    expect(err.split('\n')).toHaveLength(2)
  })
})

describe('what cannot be done is said in three lines', () => {
  const noMap = 'The format is that of LiteLLM: { "gpt-4.1": { "mode": "chat", "input_cost_per_token": 2e-06, … } }'
  const give = "Give the path of LiteLLM's price map, model_prices_and_context_window.json."
  const cases: [typed: string, map: string, what: string | RegExp, where: string, mend: string][] = [
    [
      'prices',
      sample,
      'brownout prices needs import and a file.',
      'brownout prices',
      'How it is used: brownout prices --help',
    ],
    [
      'prices import',
      sample,
      'brownout prices needs import and a file.',
      'brownout prices',
      'How it is used: brownout prices --help',
    ],
    [
      'prices export map.json',
      sample,
      'brownout prices can import, and nothing else; found "export".',
      'brownout prices export',
      'For example: brownout prices import model_prices_and_context_window.json',
    ],
    [
      'prices import nowhere.json',
      sample,
      'There is no file "nowhere.json".',
      'brownout prices import nowhere.json',
      give,
    ],
    ['prices import .', sample, '"." is no file.', 'brownout prices import .', give],
    [
      'prices import map.json',
      '<!doctype html>',
      /^The file is not JSON: .+/,
      'map.json',
      'Download it again; a page that shows the file is not the file.',
    ],
    [
      'prices import map.json',
      '[]',
      'The file is no price map: it is no object with an entry for each model.',
      'map.json',
      noMap,
    ],
    [
      'prices import map.json',
      'null',
      'The file is no price map: it is no object with an entry for each model.',
      'map.json',
      noMap,
    ],
    ['prices import map.json', '{}', 'No entry of the file is a chat model with a price per token.', 'map.json', noMap],
    [
      'prices import map.json --models deepseek-chta',
      sample,
      'The file has no chat model "deepseek-chta".',
      '--models deepseek-chta',
      'Did you mean deepseek-chat? Leave --models out to import all of them.',
    ],
    [
      'prices import map.json --models deepseek-chat,openrouter/auto',
      sample,
      'The model "openrouter/auto" cannot be imported: input_cost_per_token is -1, below 0.',
      '--models openrouter/auto',
      'Leave it out, or mend its entry in the file.',
    ],
    [
      'prices import map.json --date 2026-02-29',
      sample,
      '--date is a day like 2026-05-31; found "2026-02-29".',
      'brownout prices --date=2026-02-29',
      'For example: --date 2026-05-31',
    ],
    [
      'prices import map.json --date May',
      sample,
      '--date is a day like 2026-05-31; found "May".',
      'brownout prices --date=May',
      'For example: --date 2026-05-31',
    ],
    [
      'prices import map.json --out .',
      sample,
      '"." is a folder.',
      '--out .',
      'Give the path of a file, like --out ./prices.json',
    ],
  ]

  test.each(cases)('brownout %s', async (typed, map, what, where, mend) => {
    const folder = emptyFolder({ 'map.json': map })
    const { code, out, err } = await type(typed.split(' '), folder)
    const lines = err.trimEnd().split('\n')
    expect({ code, out, lines: lines.length }).toEqual({ code: 2, out: '', lines: 3 })
    expect(lines[0]!.replace('error: ', '')).toEqual(typeof what === 'string' ? what : expect.stringMatching(what))
    expect(lines.slice(1)).toEqual([`   at: ${where}`, `  fix: ${mend}`])
    expect(readdirSync(folder)).toEqual(['map.json'])
  })

  test('a 29 February that was is a day', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    expect((await type(importing('--date', '2028-02-29'), folder)).code).toBe(0)
  })
})

describe('what the machine refuses is its problem, and says so', () => {
  test('no folder for the table', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    expect(await type(importing('--out', 'deep/prices.json'), folder)).toEqual({
      code: 5,
      out: '',
      err: `error: Cannot write the price table: there is no such folder.
   at: ${join(folder, 'deep/prices.json')}
  fix: Make room or allow it there, or choose another file: --out FILE
`,
    })
  })

  test.each(['my own notes', '{}', '[1]'])('a file of another kind with the name of the table: %j', async (mine) => {
    const folder = emptyFolder({ 'map.json': sample, 'prices.json': mine })
    const { code, err } = await type(importing(), folder)
    expect([code, err.split('\n')[0]]).toEqual([
      2,
      'error: "prices.json" is there already, and is no table of models: it is left as it is.',
    ])
    expect(readFileSync(join(folder, 'prices.json'), 'utf8')).toBe(mine)
  })

  test('a full disk, and the table of before is still there', async () => {
    const before = '{"schema":"brownout/models/1","models":[]}'
    const folder = emptyFolder({ 'map.json': sample, 'prices.json': before })
    symlinkSync('/dev/full', join(folder, 'prices.json.draft'))
    const { code, err } = await type(importing(), folder)
    expect({ code, what: err.split('\n')[0] }).toEqual({
      code: 5,
      what: 'error: Cannot write the price table: the disk is full.',
    })
    expect(statSync(join(folder, 'prices.json')).size).toBe(before.length)
  })

  test('a file where a folder is needed', async () => {
    const folder = emptyFolder({ 'map.json': sample })
    mkdirSync(join(folder, 'sub'))
    expect((await type(importing('--out', 'map.json/prices.json'), folder)).code).toBe(5)
  })
})
