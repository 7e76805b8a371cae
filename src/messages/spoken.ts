/** Texts by name, in groups of groups. */
interface Texts {
  readonly [name: string]: unknown
}

/**
 * A copy of `texts` whose words can be changed in place by `say`, as modules keep groups of them in constants. A text that is
 * made by a function is asked for anew at every call, so that who has taken the function aside hears the language of today.
 */
export function spoken<Language extends object>(texts: Language): { said: Language; say: (other: Language) => void } {
  const said = {}
  let current: Language = texts
  follow(said, texts as Texts, () => current as Texts)
  return {
    said: said as Language,
    say: (other) => {
      current = other
      replace(said, other as Texts)
    },
  }
}

function isGroup(text: unknown): text is Texts {
  return typeof text === 'object' && text !== null && !Array.isArray(text)
}

type Speak = (...values: readonly unknown[]) => unknown

function follow(said: Record<string, unknown>, texts: Texts, current: () => Texts): void {
  for (const [name, text] of Object.entries(texts)) {
    if (isGroup(text)) follow((said[name] = {}), text, () => current()[name] as Texts)
    else if (typeof text === 'function') said[name] = (...values: unknown[]) => (current()[name] as Speak)(...values)
    else said[name] = text
  }
}

function replace(said: Record<string, unknown>, texts: Texts): void {
  for (const [name, text] of Object.entries(texts)) {
    if (isGroup(text)) replace(said[name] as Record<string, unknown>, text)
    else if (typeof text !== 'function') said[name] = text
  }
}
