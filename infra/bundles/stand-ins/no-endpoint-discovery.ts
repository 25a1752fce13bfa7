/**
 * Stands in for the SDK's endpoint discovery, which no operation of DynamoDB's data needs and which is off by default:
 * its cache alone is 8 KB.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: false,
}

export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config
