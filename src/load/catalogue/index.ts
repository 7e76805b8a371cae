export { burst } from './burst.ts'
export { constant } from './constant.ts'
export { poisson } from './poisson.ts'
export { sequential } from './sequential.ts'
