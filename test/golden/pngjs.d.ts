/** As far as it is used here: the package brings no types. */
declare module 'pngjs' {
  interface Picture {
    readonly width: number
    readonly height: number
    /** Four bytes a pixel: red, green, blue, opacity. */
    readonly data: Buffer
  }
  export const PNG: { readonly sync: { read(bytes: Buffer): Picture } }
}
