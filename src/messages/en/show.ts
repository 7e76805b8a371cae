/** What `brownout show` says. */
export const show = {
  shows: (folder: string) => `Shows ${folder} to this machine only:`,
  stopWith: '^C stops it.',
  notOpened: 'Nothing here opens a browser: copy the address into one.',
}
