/** A flag that wants a key as its value: there is none, and what stands behind it is one. */
const flagOfKey = /^--?(?:api[-_]?key|key|bearer|authorization|auth|secret|password)=./i

/** As providers give them: OpenAI, Anthropic, DeepSeek, Kimi, OpenRouter; Google, GitHub, Hugging Face, Groq; JSON web tokens. */
const knownShape =
  /(?<![\w-])[srp]k[-_](?=[\w-]*\d)[\w-]{12,}|AIza[\w-]{20,}|gh[pousr]_\w{16,}|hf_\w{16,}|gsk_\w{16,}|\beyJ[\w-]{8,}\.[\w-]{8,}|\bbearer\s+\S{8,}/i

/** Long rows of letters and digits without a prefix: 32 hexadecimal digits, or 40 letters of both cases with digits. */
const bareKey = /^(?:[\da-f]{32,}|(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{40,})$/

/** Whether a word of a command line looks like a key, or holds one. Nothing that is a path, a name or a number does. */
export function looksLikeKey(word: string): boolean {
  const value = word.replace(/^--?[\w-]+=/, '')
  return flagOfKey.test(word) || bareKey.test(value) || knownShape.test(value)
}
