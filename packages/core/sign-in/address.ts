import os from 'node:os'
import type { Config } from '../config.js'

/** Interfaces of containers and virtual machines: nobody opens the dashboard there. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|tailscale|utun|zt)/

/**
 * Where the owner opens the dashboard: what the configuration says, else the first address of this machine in the home
 * network when the api listens there, else this machine itself.
 * @param listening where a program on this machine reaches the api, such as http://127.0.0.1:8484
 */
export function dashboardAddress(config: Pick<Config, 'publicUrl' | 'host'>, listening: string): string {
  if (config.publicUrl) return config.publicUrl.replace(/\/+$/, '')
  if (config.host !== '0.0.0.0' && config.host !== '::') return listening
  const url = new URL(listening)
  url.hostname = homeAddress() ?? url.hostname
  return url.origin
}

function homeAddress(): string | undefined {
  return Object.entries(os.networkInterfaces())
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
}
