export { html } from './html.ts'
export { json } from './json.ts'
export { junit } from './junit.ts'
