import { StartFailure } from './start-failure.ts'

/** A port that was asked for by name belongs to another program. */
export class PortTaken extends StartFailure<'port-taken'> {
  override readonly name = 'PortTaken'
  readonly port: number

  constructor(port: number, variable: string) {
    super(
      'port-taken',
      `Port ${port}, asked for by ${variable}, is taken by another program.`,
      `Stop that program, set ${variable} to another port, or leave it out to get a free one.`,
    )
    this.port = port
  }
}
