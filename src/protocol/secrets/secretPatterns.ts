/** Not within a longer word; an escaped line break may stand before it. */
const start = String.raw`(?:(?<![\w-])|(?<=\\[nrtbf]))`

/**
 * What looks like a secret, whoever it belongs to: the group `secret`, or all of the match. Words of a language have no
 * digits: where letters alone could be one, a digit is asked for. Nothing here takes more than linear time on any text.
 */
export const secretPatterns: readonly RegExp[] = [
  // OpenAI, Anthropic, DeepSeek, Kimi, OpenRouter, Stripe.
  new RegExp(String.raw`${start}[srp]k[-_][\w-]{8,}`, 'gi'),
  // Letters before the prefix (an escape that was read as one).
  /[srp]k-(?=[a-z_-]{0,60}\d)[\w-]{16,}/gi,
  /bearer(?:[\s:=+]|%20){1,4}(?<secret>(?=[\w.~+/=-]{20}|[a-z.~+/=-]{0,20}\d)[\w.~+/=-]{8,})/gi,
  /basic\s{1,4}(?<secret>(?=[a-z+/-]{0,60}[\d=])[\w+/=-]{12,})/gi,
  // Names of organisations, projects and accounts: OpenAI and Kimi put them into sentences.
  new RegExp(`${start}(?:org|ak|proj|acct|user)-(?:[a-z0-9]{16,}|(?=[a-z]{0,15}[0-9])[a-z0-9]{4,})`, 'gi'),
  // Google, AWS, GitHub, Slack, Hugging Face, Groq; JSON web tokens.
  /AIza[\w-]{20,}|A[KS]IA[A-Z0-9]{12,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|xox[a-z]-[\w-]{10,}|hf_\w{16,}|gsk_\w{16,}/gi,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/gi,
  // A query's secret, and the credentials of a URL.
  /[?&;][\w.-]{0,40}(?:key|token|secret|password|passwd|signature|sig|auth|code)[\w.-]{0,20}=(?<secret>[^&\s"'<>#\\;]+)/gi,
  /:\/\/(?<secret>[^\s/@"'<>\\]{1,300})@/g,
  // E-mail addresses.
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g,
]

/** Names of JSON fields that say whose account this is, or which request it was. */
export const privateFields =
  /^(?:x-)?(?:request_?id|organi[sz]ation(?:_?id)?|org_?id|account_?id|project_?id|user_?id|api_?key|access_?token|refresh_?token|secret|password|authorization|e-?mail)$/i
