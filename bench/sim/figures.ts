/** What is owed of a figure, and what would be better still. */
export interface Owed {
  readonly atMost?: number
  readonly atLeast?: number
  readonly goal?: number
}

const widthOfName = 46

/** Prints figures as they come, and keeps which of those that are owed were not held. */
export class Figures {
  readonly #broken: string[] = []

  title(text: string): void {
    console.log(`\n${text}`)
  }

  /** `more` stands behind the figure: its noise, mostly. */
  print(what: string, value: number, unit: string, { owed, more = '' }: { owed?: Owed; more?: string } = {}): void {
    const figure = `${rounded(value)} ${unit}`.trim()
    console.log(
      `  ${what.padEnd(widthOfName)} ${[figure, more, owed === undefined ? '' : told(value, owed)].join(' ').trimEnd()}`,
    )
    if (owed !== undefined && !holds(value, owed)) this.#broken.push(what)
  }

  note(text: string): void {
    console.log(`  ${text}`)
  }

  /** Says which figures were not held; true if all were. */
  conclude(): boolean {
    console.log(this.#broken.length === 0 ? '\nheld' : `\nnot held: ${this.#broken.join('; ')}`)
    return this.#broken.length === 0
  }
}

function holds(value: number, { atMost = Infinity, atLeast = -Infinity }: Owed): boolean {
  return value <= atMost && value >= atLeast
}

function told(value: number, owed: Owed): string {
  const { atMost, atLeast, goal } = owed
  const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`
  return `  (owed ${limit}${goal === undefined ? '' : `, goal ${goal}`}${holds(value, owed) ? '' : ': not held'})`
}

/** Three digits that matter, and no point in large numbers. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3
  return value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ',')
}
