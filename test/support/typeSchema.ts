import type { Checker, Symbol as TypeSymbol, Type, TypeReference } from 'typescript/unstable/sync'

/** Of TypeScript's own TypeFlags and SymbolFlags: what a type that JSON can hold is made of. */
const flag = {
  unknown: 3,
  undefined: 4,
  null: 8,
  string: 32,
  number: 64,
  boolean: 256,
  optionalSymbol: 16_777_216,
} as const

export type JsonSchema = { readonly [keyword: string]: unknown }

/** Makes JSON Schema (draft 7) of TypeScript's types, with their comments; each type that has a name becomes a definition. */
export class TypeSchemas {
  readonly definitions: Record<string, JsonSchema> = {}
  readonly #checker: Checker
  readonly #nameOf = new Map<number, string>()

  constructor(checker: Checker) {
    this.#checker = checker
  }

  /** Throws for what JSON cannot hold. */
  of(type: Type): JsonSchema {
    const name = this.#nameFor(type)
    if (name === undefined) return this.#inline(type)
    if (!(name in this.definitions)) {
      // Its place first: it may hold itself.
      this.definitions[name] = {}
      const about = type.getAliasSymbol() ?? type.getSymbol()
      this.definitions[name] = { ...this.#documented(about), ...this.#inline(type) }
    }
    return { $ref: `#/definitions/${name}` }
  }

  #inline(type: Type): JsonSchema {
    if (type.isUnionType()) return this.#union(type.getTypes())
    if (type.isLiteralType()) return { const: type.value }
    if (type.flags & flag.unknown) return {}
    if (type.flags & flag.null) return { type: 'null' }
    if (type.flags & flag.string || type.isTemplateLiteralType()) return { type: 'string' }
    if (type.flags & flag.number) return { type: 'number' }
    if (type.flags & flag.boolean) return { type: 'boolean' }
    if (this.#checker.isTupleType(type)) {
      const items = this.#checker.getTypeArguments(type as TypeReference).map((item) => this.of(item))
      return { type: 'array', items, minItems: items.length, maxItems: items.length }
    }
    if (this.#checker.isArrayLikeType(type))
      return { type: 'array', items: this.of(this.#checker.getTypeArguments(type as TypeReference)[0]!) }
    if (type.isObjectType() || type.isIntersectionType()) return this.#object(type)
    throw new Error(`JSON holds no ${this.#checker.typeToString(type)}`)
  }

  #union(types: readonly Type[]): JsonSchema {
    const known = types.filter(({ flags }) => !(flags & flag.undefined))
    const literals = known.filter((type) => type.isLiteralType()).map(({ value }) => value)
    const others = known.filter((type) => !type.isLiteralType()).map((type) => this.of(type))
    const isBoolean = literals.includes(true) && literals.includes(false)
    const words = literals.filter((value) => !isBoolean || typeof value !== 'boolean')
    const branches = [
      ...(words.length === 0 ? [] : [words.length === 1 ? { const: words[0] } : { enum: words }]),
      ...(isBoolean ? [{ type: 'boolean' }] : []),
      ...others,
    ]
    return branches.length === 1 ? branches[0]! : { anyOf: branches }
  }

  #object(type: Type): JsonSchema {
    const properties = this.#checker.getPropertiesOfType(type)
    const required = properties.filter(({ flags }) => !(flags & flag.optionalSymbol)).map(({ name }) => name)
    const rest = this.#checker.getIndexInfosOfType(type)[0]
    return {
      type: 'object',
      ...(properties.length === 0 ? {} : { properties: this.#properties(properties) }),
      ...(required.length === 0 ? {} : { required }),
      ...(rest === undefined ? {} : { additionalProperties: this.of(rest.valueType) }),
    }
  }

  #properties(properties: readonly TypeSymbol[]): JsonSchema {
    return Object.fromEntries(
      properties.map((property) => {
        const schema = this.of(this.#checker.getTypeOfSymbol(property)!)
        const about = this.#documented(property)
        // Draft 7 reads nothing beside a reference.
        return [
          property.name,
          '$ref' in schema && 'description' in about ? { ...about, allOf: [schema] } : { ...about, ...schema },
        ]
      }),
    )
  }

  #documented(symbol: TypeSymbol | undefined): JsonSchema {
    const text = symbol === undefined ? '' : this.#checker.getDocumentationCommentOfSymbol(symbol)
    return text === '' ? {} : { description: text.replaceAll(/\s*\n\s*/g, ' ').trim() }
  }

  /** Only what stands for itself: an interface, or the name of an object or of a union of words; no instance of a generic type. */
  #nameFor(type: Type): string | undefined {
    const alias = type.getAliasSymbol()
    const isNamedUnion = type.isUnionType() && alias !== undefined
    const isObject = (type.isObjectType() || type.isIntersectionType()) && !this.#checker.isArrayLikeType(type)
    if (!isNamedUnion && !isObject) return undefined
    if (alias !== undefined && type.getAliasTypeArguments().length > 0) return undefined
    const name = alias?.name ?? (type.isClassOrInterface() ? type.getSymbol()!.name : undefined)
    if (name === undefined || name.startsWith('__')) return undefined
    const taken = [...this.#nameOf].find(([id, other]) => other === name && id !== type.id)
    if (taken !== undefined) return this.#nameOf.get(type.id)
    this.#nameOf.set(type.id, name)
    return name
  }
}
