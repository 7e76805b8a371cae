import type * as FastCheck from 'fast-check'

type FC = typeof FastCheck
type Arbitrary<Value> = FastCheck.Arbitrary<Value>

/** Draws a value, and keeps nothing by which it could be shrunk. */
type Draw<Value> = (random: FastCheck.Random, biasFactor: number | undefined) => Value

export interface DirectDraw {
  /**
   * fast-check, whose compound arbitraries draw their parts directly. What they draw is what its own would, number by number;
   * objects are as JSON would read them back. They do not shrink: cases shrink as scenarios do (`../shrink`).
   */
  readonly fc: FC
  readonly drawOf: <Value>(arbitrary: Arbitrary<Value>) => Draw<Value>
  readonly arbitraryOf: <Value>(draw: Draw<Value>) => Arbitrary<Value>
}

const known = new WeakMap<FC, DirectDraw>()

/**
 * A case has some hundred parts, and fast-check keeps of each, and of what it is a part of, how to shrink it: that takes most of the
 * time of a draw.
 */
export function directDraw(fc: FC): DirectDraw {
  let direct = known.get(fc)
  if (direct === undefined) {
    direct = directDrawOf(fc)
    known.set(fc, direct)
    known.set(direct.fc, direct)
  }
  return direct
}

function directDrawOf(fc: FC): DirectDraw {
  class Direct<Value> extends fc.Arbitrary<Value> {
    readonly draw: Draw<Value>

    constructor(draw: Draw<Value>) {
      super()
      this.draw = draw
    }

    override generate(random: FastCheck.Random, biasFactor: number | undefined): FastCheck.Value<Value> {
      return new fc.Value(this.draw(random, biasFactor), undefined)
    }

    override map<Mapped>(mapper: (value: Value) => Mapped): Arbitrary<Mapped> {
      const { draw } = this
      return new Direct((random, biasFactor) => mapper(draw(random, biasFactor)))
    }

    override canShrinkWithoutContext(_value: unknown): _value is Value {
      return false
    }

    override shrink(): FastCheck.Stream<FastCheck.Value<Value>> {
      return fc.Stream.nil()
    }
  }
  const drawOf = <Value>(arbitrary: Arbitrary<Value>): Draw<Value> =>
    arbitrary instanceof Direct
      ? (arbitrary as Direct<Value>).draw
      : (random, biasFactor) => arbitrary.generate(random, biasFactor).value
  const arbitraryOf = <Value>(draw: Draw<Value>): Arbitrary<Value> => new Direct(draw)
  const compounds = {
    tuple: (...parts: Arbitrary<unknown>[]) => arbitraryOf(tupleOf(parts.map(drawOf))),
    oneof: (...choices: (Arbitrary<unknown> | Weighted)[]) => arbitraryOf(oneOf(choices.map(weighted), drawOf)),
    option: (part: Arbitrary<unknown>, constraints: { nil: unknown } = { nil: null }) =>
      arbitraryOf(orElse(drawOf(part), constraints.nil)),
    record: (model: Record<string, Arbitrary<unknown>>, constraints: RecordConstraints = {}) =>
      arbitraryOf(recordOf(model, constraints, drawOf)),
  }
  return { fc: { ...fc, ...compounds } as unknown as FC, drawOf, arbitraryOf }
}

interface Weighted {
  readonly weight: number
  readonly arbitrary: Arbitrary<unknown>
}

interface RecordConstraints {
  readonly requiredKeys?: readonly string[]
  readonly noNullPrototype?: boolean
}

function weighted(choice: Arbitrary<unknown> | Weighted): Weighted {
  return 'arbitrary' in choice ? choice : { weight: 1, arbitrary: choice }
}

function tupleOf(parts: readonly Draw<unknown>[]): Draw<unknown[]> {
  return (random, biasFactor) => {
    const drawn: unknown[] = []
    for (let index = 0; index < parts.length; index += 1) drawn.push(parts[index]!(random, biasFactor))
    return drawn
  }
}

function oneOf(choices: readonly Weighted[], drawOf: (arbitrary: Arbitrary<unknown>) => Draw<unknown>): Draw<unknown> {
  const draws = choices.map(({ arbitrary }) => drawOf(arbitrary))
  let total = 0
  const upTo = choices.map(({ weight }) => (total += weight))
  return (random, biasFactor) => {
    const chosen = random.nextInt(0, total - 1)
    let index = 0
    while (chosen >= upTo[index]!) index += 1
    return draws[index]!(random, biasFactor)
  }
}

/** Of so many draws of an option one is without. */
const optionsPerNil = 6

function orElse(draw: Draw<unknown>, nil: unknown): Draw<unknown> {
  return (random, biasFactor) => (random.nextInt(0, optionsPerNil - 1) === 0 ? nil : draw(random, biasFactor))
}

const absent = Symbol('absent')

function recordOf(
  model: Readonly<Record<string, Arbitrary<unknown>>>,
  { requiredKeys, noNullPrototype = false }: RecordConstraints,
  drawOf: (arbitrary: Arbitrary<unknown>) => Draw<unknown>,
): Draw<object> {
  const keys = Object.keys(model)
  const draws = keys.map((key) => {
    const draw = drawOf(model[key]!)
    return requiredKeys === undefined || requiredKeys.includes(key) ? draw : orElse(draw, absent)
  })
  return (random, biasFactor) => {
    const drawn: Record<string, unknown> = {}
    for (let index = 0; index < keys.length; index += 1) {
      const value = draws[index]!(random, biasFactor)
      if (value !== absent) drawn[keys[index]!] = value
    }
    // fast-check tosses for the object's prototype: what is drawn next stays as it would be.
    if (!noNullPrototype) random.nextInt(0, 1)
    return drawn
  }
}
