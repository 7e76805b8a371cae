/** What is wrong with a script, and where, as a problem says it; the file is called script.json. */
export interface BadScript {
  readonly text: string
  readonly what: string
  readonly where: string
  readonly mend: string
  /** The JSON Schema does not see it: names that lead nowhere, times the wrong way round, how much there is in all. */
  readonly beyondSchema?: true
}

/** A rule in JSON. */
export const rule = (fault: string, when = '{ "always": true }') => `{ "when": ${when}, "fault": ${fault} }`
/** A script of one model, with these rules. */
export const one = (...rules: string[]) =>
  `{\n  "models": {\n    "deepseek-chat": [\n      ${rules.join(',\n      ')}\n    ]\n  }\n}`
