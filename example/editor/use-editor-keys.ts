import { useEffect } from 'react'
import type { Player } from '../player/player.ts'
import { editorRate } from '../timeline/rational-time.ts'
import { removeClip } from '../timeline/remove-clip.ts'
import type { EditorSession } from './editor-session.ts'
import { moveBeside } from './move-beside.ts'

/** Space plays, Delete removes, the arrows step, with Alt up and down they move a clip between tracks, Ctrl or ⌘ with Z undoes; not while somebody types. */
export function useEditorKeys(session: EditorSession, player: Player): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return
      if (perform(event, session, player)) event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [session, player])
}

function perform(event: KeyboardEvent, session: EditorSession, player: Player): boolean {
  const { selected } = session.get()
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    session.dispatch({ kind: event.shiftKey ? 'redone' : 'undone' })
    return true
  }
  switch (event.key) {
    case ' ':
      // A focused button is pressed by Space, except a clip, which Enter selects.
      if (event.target instanceof HTMLButtonElement && !event.target.matches('.clip-face, .play-button')) return false
      player.toggle()
      return true
    case 'Delete':
    case 'Backspace':
      if (selected === undefined) return false
      session.dispatch({ kind: 'edited', edit: (timeline) => removeClip(timeline, selected), select: null })
      return true
    case 'ArrowUp':
    case 'ArrowDown':
      return event.altKey && selected !== undefined && moveBeside(session, selected, event.key === 'ArrowUp' ? -1 : 1)
    case 'ArrowLeft':
    case 'ArrowRight':
      player.seek(player.get().atS + (event.key === 'ArrowLeft' ? -1 : 1) * (event.shiftKey ? 1 : 1 / editorRate))
      return true
    default:
      return false
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  )
}
