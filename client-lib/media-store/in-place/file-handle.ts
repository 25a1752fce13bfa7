/** A file of the user's disk, as `showOpenFilePicker` and a drop give it. The DOM library does not list the permissions yet. */
export interface FileHandle {
  readonly kind: 'file'
  readonly name: string
  getFile(): Promise<File>
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<'granted' | 'denied' | 'prompt'>
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<'granted' | 'denied' | 'prompt'>
}
