/** As much of either Uppy as it takes. */
interface AnyUppy {
  addFile(file: { name: string; type: string; data: File }): unknown
  upload(): Promise<{ failed?: readonly { error?: unknown }[] | undefined } | undefined>
}

export async function sendByUppy(uppy: AnyUppy, file: File): Promise<void> {
  uppy.addFile({ name: file.name, type: 'application/octet-stream', data: file })
  const result = await uppy.upload()
  const [failed] = result?.failed ?? []
  if (result === undefined || failed !== undefined) throw new Error(String(failed?.error ?? 'nothing was sent'))
}
