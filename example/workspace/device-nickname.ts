const nicknames = [
  'Heron',
  'Otter',
  'Lynx',
  'Finch',
  'Badger',
  'Marten',
  'Osprey',
  'Hare',
  'Seal',
  'Wren',
  'Fox',
  'Plover',
]
const key = 'reelsync-example.device'

/** Tells two devices of one kind apart: chosen once, and kept with the browser's profile. */
export function deviceNickname(): string {
  const known = localStorage.getItem(key)
  if (known !== null) return known
  const [random = 0] = crypto.getRandomValues(new Uint8Array(1))
  const nickname = nicknames[random % nicknames.length] ?? 'Heron'
  localStorage.setItem(key, nickname)
  return nickname
}
