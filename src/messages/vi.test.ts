import { describe, expect, test } from 'vitest'
import { englishOnly, isCommand, loanWords, namesIn, sameInBoth, wordsOf } from '../../test/support/vietnameseTexts.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

type Group = Readonly<Record<string, unknown>>
const leaves = (group: Group, path = ''): [string, unknown][] =>
  Object.entries(group).flatMap(([name, text]) =>
    typeof text === 'object' && text !== null ? leaves(text as Group, `${path}${name}.`) : [[`${path}${name}`, text]],
  )

const isTranslated = ([path]: [string, unknown]) => !(path.split('.')[0]! in englishOnly)
const english = new Map(leaves(en).filter(isTranslated))
const vietnamese = new Map(leaves(vi).filter(isTranslated))

/** The names of what a text is made of, and how often its body uses each. */
function parametersOf(text: unknown): { names: string[]; body: string } {
  const source = String(text)
  const end = source.indexOf('=>')
  const names = [...source.slice(0, end).matchAll(/[a-z]\w*/gi)].map(([name]) => name)
  return { names, body: source.slice(end) }
}

const isUsed = (name: string, body: string) => new RegExp(`\\b${name}\\b`).test(body)

const isBelow = (path: string, name: string) => path === name || path.startsWith(`${name}.`)
/** Figures, signs, units and loan words are the same in both. */
const hasEnglish = ([path, text]: [string, unknown]) =>
  !Object.keys(sameInBoth).some((name) => isBelow(path, name)) &&
  !isCommand(text) &&
  wordsOf(text).some((word) => !loanWords.has(word))

/** Where examples end and what is said of them begins. */
const exampleEnds = 41
/** Flags with what they take, and examples. */
const listedIn = (help: string) =>
  help.split('\n').flatMap((line) => {
    const flag = /^ +(?:-\w, )?(--[a-z-]+(?: [A-Z]\S*)?)/.exec(line)?.[1]
    return flag ?? (line.startsWith('  brownout ') ? [line.slice(2, exampleEnds).split(/ {2}/)[0]!.trim()] : [])
  })

describe('Vietnamese', () => {
  test('has every text that English has, and no other', () => {
    expect([...vietnamese.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('is English only where it says so', () => {
    const groups = Object.keys(en).filter((name) => vi[name as keyof typeof vi] === en[name as keyof typeof en])
    expect(groups.toSorted()).toEqual(Object.keys(englishOnly).toSorted())
  })

  test.each([...english].filter(hasEnglish))('translates %s', (path, text) => {
    expect(String(vietnamese.get(path))).not.toBe(String(text))
  })

  test('says the same only where a reason is given', () => {
    const same = [...english].filter(([path, text]) => String(vietnamese.get(path)) === String(text))
    const stale = Object.keys(sameInBoth).filter((name) => !same.some(([path]) => isBelow(path, name)))
    expect(stale).toEqual([])
  })

  test.each([...english].filter(([, text]) => typeof text === 'function'))(
    'says in %s all that English says',
    (path, text) => {
      const [ours, theirs] = [parametersOf(vietnamese.get(path)), parametersOf(text)]
      const used = theirs.names.filter((name) => isUsed(name, theirs.body))
      expect(used.filter((name) => !isUsed(name, ours.body))).toEqual([])
    },
  )

  test.each([...english].filter(([, text]) => namesIn(text).length > 0))(
    'names in %s the flags, variables and files that English names',
    (path, text) => {
      expect(namesIn(vietnamese.get(path))).toEqual(namesIn(text))
    },
  )

  test.each([...english].filter(([path]) => path.startsWith('cli.help.')))(
    'lists in %s what English lists, in the same order, in 80 columns',
    (path, text) => {
      const help = String(vietnamese.get(path))
      expect(listedIn(help)).toEqual(listedIn(String(text)))
      expect(help.split('\n').filter((line) => line.length > 80)).toEqual([])
    },
  )

  test('is written in composed letters: a terminal shows each in one column', () => {
    const wrong = [...vietnamese].filter(([, text]) => String(text) !== String(text).normalize('NFC'))
    expect(wrong).toEqual([])
  })

  test('keeps to the columns of the terminal', () => {
    expect(Object.values(vi.console.verdict).filter((word) => word.length > 10)).toEqual([])
    const widths = (words: Group) => new Set(Object.values(words).map((word) => String(word).length))
    expect(widths(vi.benchReport.light).size).toBe(1)
    expect(widths(vi.benchReport.gate).size).toBe(1)
  })
})
