/** What went wrong, where, and how to mend it: three lines. Names come from outside; whoever prints makes them harmless. */
export interface ProblemText {
  readonly what: string
  readonly where: string
  readonly mend: string
}

export const quoted = (name: string) => `"${name}"`
export const didYouMean = (nearest: string | undefined, otherwise: string) =>
  nearest === undefined ? otherwise : `Did you mean ${nearest}? ${otherwise}`
