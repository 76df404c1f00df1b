import path from 'node:path'
import { projectRoot } from './project-root.js'

const WITHIN = path.join('models', 'nano-vl', 'demo')

/** The drawn scenes that come with Albumen, for people who want to look around first. */
export const demoScenes = path.join(projectRoot, WITHIN)

/** Whether a share shows the demo, of this installation or of one elsewhere. */
export function isDemo(share: { path: string }): boolean {
  return share.path.endsWith(path.sep + WITHIN)
}
