import { NoPort } from '../failures/no-port.ts'
import { PortTaken } from '../failures/port-taken.ts'
import { isPortFree } from './free-port.ts'

/**
 * The port that a variable of the environment asks for; undefined where it is not set. What is asked for is meant, so
 * no other takes its place.
 *
 * @throws NoPort when it is none, PortTaken when it is taken
 */
export async function askedPort(variable: string): Promise<number | undefined> {
  const asked = process.env[variable]
  if (!asked) return undefined
  const port = Number(asked)
  if (!(Number.isInteger(port) && port >= 1 && port <= 65_535)) throw new NoPort(asked, variable)
  if (!(await isPortFree(port))) throw new PortTaken(port, variable)
  return port
}
