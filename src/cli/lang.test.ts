import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'parse5'
import { describe, expect, test, vi as vitest } from 'vitest'
import { emptyFolder, type } from '../../test/support/commandLine.ts'
import { catalogue } from '../invariants/index.ts'
import { en } from '../messages/en.ts'
import { messages } from '../messages/index.ts'
import { vi } from '../messages/vi.ts'
import { scenarios } from '../scenarios/index.ts'

type Group = Readonly<Record<string, unknown>>
const leaves = (group: Group): unknown[] =>
  Object.values(group).flatMap((text) => (typeof text === 'object' && text !== null ? leaves(text as Group) : [text]))

/** English phrases that Vietnamese says otherwise: a module that has taken one aside would still say it. */
const translated = (
  [
    'console',
    'report',
    'benchReport',
    'benchSummary',
    'cells',
    'compare',
    'coverage',
    'day',
    'explore',
    'outputs',
    'timeline',
  ] as const
).flatMap((group) => leaves(en[group]).filter((text, nth) => text !== leaves(vi[group])[nth]))
const phrases = translated.filter((text) => typeof text === 'string').filter((text) => text.trim().includes(' '))
/** Rules and scenarios are told as they stand in the catalogue. */
const catalogued = JSON.stringify([scenarios, catalogue], (_name, value: unknown) =>
  typeof value === 'function' ? String(value) : value,
)
const own = phrases.map((phrase) => phrase.trim()).filter((phrase) => !catalogued.includes(phrase))
const englishIn = (text: string) => own.filter((phrase) => text.includes(phrase))

const vietnamese = ['--lang', 'vi', '--no-config']

describe('--lang vi', () => {
  test('says what a rehearsal found in Vietnamese, on the terminal and on the page', async () => {
    const folder = emptyFolder()
    const asked = ['test', '--target', 'tutorial', 'ra-long', 'auth-401-everywhere', 'sse-cut']
    const { out, err } = await type([...asked, ...vietnamese], folder)
    const text = out + err
    expect(text).toContain('vi phạm')
    expect(text).toContain('Báo cáo: reports/latest/report.html')
    expect(englishIn(text)).toEqual([])
    const page = readFileSync(join(folder, 'reports/latest/report.html'), 'utf8')
    expect(page).toContain('<html lang="vi">')
    expect(page).toContain('Quy tắc theo kịch bản')
    expect(englishIn(page.replace(/<(style|script)[\s\S]*?<\/\1>/g, ''))).toEqual([])
    expect(parse(page).mode).toBe('no-quirks')
  })

  test('says what people read in Vietnamese, and what programs look up as ever', async () => {
    const folder = emptyFolder()
    const asked = [
      'test',
      '--target',
      'tutorial',
      'auth-401-everywhere',
      '--reporter',
      'markdown,csv,text,junit,github',
    ]
    await type([...asked, ...vietnamese], folder)
    const read = (file: string) => readFileSync(join(folder, 'reports/latest', file), 'utf8')
    expect(read('report.md')).toContain('### Cần xem')
    expect(englishIn(read('report.md') + read('annotations.txt'))).toEqual([])
    expect(read('report.csv')).toMatch(/^"?kind"?,"?target"?,"?world"?,/)
    expect(read('report.csv')).toMatch(/"?rule"?,.*"?failed"?/)
    expect(read('report.txt')).toMatch(/^failed kind=rule target=tutorial/m)
    const inVietnamese = read('junit.xml')
    await type([...asked, '--no-config'], folder)
    const namesOf = (xml: string) => [...xml.matchAll(/(?:class)?name="[^"]*"/g)].map(([name]) => name)
    expect(namesOf(inVietnamese).length).toBeGreaterThan(5)
    expect(namesOf(inVietnamese)).toEqual(namesOf(read('junit.xml')))
  })

  test(
    'says what random days brought in Vietnamese; the days themselves are the same',
    { timeout: 60_000 },
    async () => {
      const asked = ['explore', '--target', 'tutorial-smart-retry-repaired', '--runs', '12', '--workers', '1']
      const [ours, theirs] = [emptyFolder(), emptyFolder()]
      const { out, err } = await type([...asked, ...vietnamese], ours)
      expect(out).toContain('ngày ngẫu nhiên trên đồng hồ ảo')
      expect(englishIn(out + err)).toEqual([])
      await type([...asked, '--no-config'], theirs)
      const daysOf = (folder: string) =>
        readFileSync(join(folder, 'reports/latest/report.json'), 'utf8').match(/"(?:b1\.[^"]*|source": "[^"]*)"/g)
      expect(daysOf(theirs)).not.toBeNull()
      expect(daysOf(ours)).toEqual(daysOf(theirs))
    },
  )

  test(
    'says what a benchmark measured in Vietnamese, and English is what comes after',
    { timeout: 60_000 },
    async () => {
      const folder = emptyFolder()
      const asked = ['bench', '--world', 'virtual', '--requests', '40', '--models', 'deepseek-chat', '--warm-up', '0']
      const { out, err } = await type([...asked, ...vietnamese], folder)
      expect(out + err).toContain('token đầu')
      expect(englishIn(out + err)).toEqual([])
      expect(messages.language).toBe('en')
      const again = await type(['report', '--no-config'], folder)
      expect(again.out + again.err).toContain('Report: ')
      const inVietnamese = await type(['report', ...vietnamese], folder)
      expect(inVietnamese.out + inVietnamese.err).toContain('Báo cáo: ')
    },
  )

  test.each([
    ['tset', 'lỗi: Không có lệnh "tset".', 'sửa: Có phải ý bạn là test? Tất cả lệnh: brownout --help'],
    ['test --wrld x', 'lỗi: brownout test không có cờ --wrld.', 'Có phải ý bạn là --world?'],
    ['test ra-lng', 'chứa, "ra-lng".', 'Có phải ý bạn là ra-long?'],
    ['show', 'lỗi: ', 'sửa: Đưa thư mục của một lượt chạy'],
    ['plan --models deepseek-chat', 'lỗi: Chưa biết tpm của deepseek-chat', 'sửa: Cho biết: --tpm 600 cho tất cả'],
  ])('says what is wrong with "%s", and how to mend it', async (typed, what, mend) => {
    const { out, err } = await type([...typed.split(' '), '--lang=vi'], emptyFolder())
    expect(out).toBe('')
    expect(err).toContain(what)
    expect(err).toContain(mend)
    expect(messages.language).toBe('en')
  })

  test('says how it is used, wherever the language is asked for', async () => {
    const general = await type(['--help', '--lang', 'vi'], emptyFolder())
    expect(general.out).toBe(`${vi.cli.help.general}\n`)
    const own = `${vi.cli.help.commands.plan}\n`
    expect((await type(['plan', '--lang=vi', '-h'], emptyFolder())).out).toBe(own)
    expect((await type(['help', 'plan', '--lang', 'vi'], emptyFolder())).out).toBe(own)
    expect((await type(['plan', '-h', '--', '--lang', 'vi'], emptyFolder())).out).toBe(`${en.cli.help.commands.plan}\n`)
  })

  test('a language that nobody speaks is refused', async () => {
    const { code, err } = await type(['test', '--lang', 'fr'], emptyFolder())
    expect(code).toBe(2)
    expect(err).toContain('There is no language "fr".')
    expect(err).toContain('There are en and vi.')
  })

  test('no variable of the system changes the language', async () => {
    for (const name of ['LANG', 'LC_ALL', 'LANGUAGE', 'BROWNOUT_LANG']) vitest.stubEnv(name, 'vi_VN.UTF-8')
    const { out, err } = await type(['test', 'auth-401', '--no-config'], emptyFolder())
    vitest.unstubAllEnvs()
    expect(out + err).toContain('Report: ')
  })
})
