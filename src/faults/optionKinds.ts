import type * as Valibot from 'valibot'
import { providers } from '../protocol/providerErrors.ts'

/** Comes in as an argument, like fast-check: most commands read no script and need not load it. */
export type V = typeof Valibot

/** Names of a fault's options, each with what it may be. */
export type OptionEntries = Readonly<Record<string, Valibot.GenericSchema>>

/** A span of time in ms. A day is longer than any rehearsal, and far below the longest that a timer can wait. */
export const milliseconds = (v: V) =>
  v.pipe(v.number(), v.minValue(0, 'milliseconds from 0'), v.maxValue(86_400_000, 'milliseconds up to a day'))

export const seconds = (v: V) => v.pipe(v.number(), v.minValue(0, 'seconds from 0'))

/** A whole number from 0: bytes, calls. */
export const count = (v: V) =>
  v.pipe(v.number(), v.integer('a whole number from 0'), v.minValue(0, 'a whole number from 0'))

export const fromOne = (v: V) =>
  v.pipe(v.number(), v.integer('a whole number from 1'), v.minValue(1, 'a whole number from 1'))

export const provider = (v: V) => v.optional(v.picklist(providers))
