import { type RefObject, useEffect, useRef } from 'react'

interface LibraryHeadProps {
  readonly picker: RefObject<HTMLInputElement | null>
  readonly isBusy: boolean
  readonly onImport: (file: File) => Promise<void>
  readonly onNew: () => Promise<void>
}

export function LibraryHead({ picker, isBusy, onImport, onNew }: LibraryHeadProps) {
  const title = useRef<HTMLHeadingElement>(null)
  // What was pressed to come here is gone.
  useEffect(() => title.current?.focus(), [])
  return (
    <div className="library-head">
      <h1 ref={title} tabIndex={-1}>
        Projects
      </h1>
      <input
        ref={picker}
        type="file"
        accept=".otio,application/json"
        hidden
        data-testid="import-otio"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) void onImport(file)
        }}
      />
      <button className="button" type="button" onClick={() => picker.current?.click()}>
        Import .otio
      </button>
      <button
        className="button primary"
        type="button"
        data-testid="new-project"
        disabled={isBusy}
        onClick={() => void onNew()}
      >
        New project
      </button>
    </div>
  )
}
