import { registerHooks } from 'node:module'

/** For `node --import`: what is imported from 'brownout' is the source of this repository, as it is for `tsc`. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'brownout'
      ? next('../../src/index.ts', { ...context, parentURL: import.meta.url })
      : next(specifier, context),
})
