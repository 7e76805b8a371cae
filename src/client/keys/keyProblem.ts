import { placeholderIn } from './placeholder.ts'

export interface KeyProblem {
  /** `missing`: none was given. `unsendable`: no header can carry it, or it carries more than the key. */
  readonly kind: 'missing' | 'empty' | 'placeholder' | 'unsendable'
  /** What is wrong and how to mend it. It holds nothing of the key. */
  readonly message: string
}

/**
 * What is wrong with a key as far as can be told without the network; undefined for one worth sending. White space
 * around it is no problem: `isPadded` notices it, and the key is used without.
 */
export function keyProblem(raw: string | undefined): KeyProblem | undefined {
  // An environment variable that is not set comes as undefined, whatever its type says.
  if (raw === undefined || raw === null) return problem('missing', `is missing: give the provider's key, ${howToGive}`)
  if (typeof raw !== 'string') return problem('unsendable', `is a ${typeof raw}, expected a string`)
  const key = raw.trim()
  if (key === '') return problem('empty', `is empty: give the provider's key, ${howToGive}`)
  const what = placeholderIn(unwrapped(key))
  if (what !== undefined) return problem('placeholder', `is ${what}; put your own key in its place, ${howToGive}`)
  if (bearer.test(key)) return problem('unsendable', 'begins with the word Bearer: leave it out, the client adds it')
  if (quoteAtAnEnd.test(key)) return problem('unsendable', 'has quotes around it: leave them out')
  const odd = /[^\x21-\x7e]/u.exec(key)
  if (odd !== null)
    return problem('unsendable', `holds ${nameOf(odd[0])}, which no key has: was more copied than the key?`)
  return undefined
}

/** White space around a key: harmless here, refused by servers or breaking the header where it is sent as it is. */
export function isPadded(raw: string | undefined): boolean {
  return typeof raw === 'string' && raw !== raw.trim()
}

const howToGive = "for example apiKey: env('OPENAI_API_KEY')"
const bearer = /^(?:authorization:\s*)?bearer(?:\s|$)/i
const quoteAtAnEnd = /^["'`“”‘’]|["'`“”‘’]$/

function problem(kind: KeyProblem['kind'], what: string): KeyProblem {
  return { kind, message: `the apiKey ${what}` }
}

/** The key without `Bearer` before it and quotes around it: what is wrapped may be a placeholder too. */
function unwrapped(key: string): string {
  return key
    .replace(bearer, '')
    .replace(/^["'`“”‘’]+|["'`“”‘’]+$/g, '')
    .trim()
}

function nameOf(character: string): string {
  if (/\s/.test(character)) return 'white space'
  return `the character U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
