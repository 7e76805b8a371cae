import { defineConfig } from 'brownout'
import { firstModelIsEnough, withheldStream } from './test/days.ts'
import { assistant } from './test/target.ts'

export default defineConfig({ targets: { assistant }, scenarios: [firstModelIsEnough, withheldStream], seed: 7 })
