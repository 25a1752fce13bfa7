/** Something that was promised is not there. */
export class Broken extends Error {
  override readonly name = 'Broken'
}
