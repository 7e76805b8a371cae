/** Shapes that no provider gives its keys, and what each is instead. */
const shapes: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^(?:undefined|null|\[object \w+\])$/, 'the text of a value that was not there: the variable behind it is not set'],
  [/^(?:\$\w+|\$[{(].*|\$env:.*|%\w+%)$/is, 'a variable that was not expanded'],
  [/^(?:process\.env|import\.meta\.env|os\.environ|os\.getenv|env\()/i, 'code that was not run'],
  [
    /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|SECRET)$|^API_?(?:KEY|TOKEN)$/,
    'the name of a variable, not its value',
  ],
  [/^<.*>$|^\{\{.*\}\}$|^\{[\w .-]*\}$|^\[.*\]$|^__[A-Z_]+__$/s, 'a template that was not filled in'],
  [/\.\.\.|…|\*\*|•/, 'a key cut short or masked, as dashboards and docs show it: copy the whole key'],
  [/^(?:[a-z]{1,6}[-_])+x{3,}(?:[-_]x{3,})*$|^x{8,}$/i, 'a row of x'],
]

const verbs = ['insert', 'enter', 'paste', 'put', 'add', 'replace', 'fill']
const nouns = ['key', 'apikey', 'token', 'secret', 'here', 'me', 'this']
const whole = ['changeme', 'replaceme', 'placeholder', 'yourkey', 'yourapikey', 'yourtoken', 'apikeyhere', 'keyhere']

/**
 * What a key is that stands for one, in words that hold none of it; undefined for anything that may be a key. Words
 * count only as whole words: a random key may hold the letters of `your`, and local servers take any key (`test`,
 * `EMPTY`, `not-needed`).
 */
export function placeholderIn(key: string): string | undefined {
  return mayAsk.test(key) && asksFor(key) ? 'a placeholder' : shapes.find(([pattern]) => pattern.test(key))?.[1]
}

/** Without one of these nobody asks for anything; most keys hold none, and need no closer look. */
const mayAsk = new RegExp(['your', 'change', 'here', ...verbs, ...whole].join('|'), 'i')

function asksFor(key: string): boolean {
  const words = key.toLowerCase().split(/[^a-z0-9]+/)
  const has = (list: readonly string[]) => words.some((word) => list.includes(word))
  return (
    has(['your', ...whole]) ||
    (has(verbs) && has(nouns)) ||
    (has(['change']) && has(['me', 'this'])) ||
    (has(['here']) && has(['key', 'token']))
  )
}
