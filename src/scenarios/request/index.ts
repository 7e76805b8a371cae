export { model404 } from './model404.ts'
export { param400 } from './param400.ts'
