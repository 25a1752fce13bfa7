/** One state of a project: what a device shows, or a side of a conflict. */
export interface ProjectContent {
  readonly name: string
  /** OpenTimelineIO JSON. */
  readonly document: string
}
