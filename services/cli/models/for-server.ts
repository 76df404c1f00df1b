import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#core/project-root'
import { contextFor, FULL_IMAGE_TOKENS } from '#vision/tuning/memory-need'

/** The script in the models folder that starts llama.cpp's own server. */
export const SERVER_SCRIPT = 'llama-server.sh'

/** The bundled model, put beside the others, for servers that see the models folder only. */
export async function placeNano(modelsDir: string): Promise<{ model: string; mmproj: string }> {
  await mkdir(modelsDir, { recursive: true })
  const place = async (file: string) => {
    const [bundled, placed] = [path.join(projectRoot, 'models', 'nano-vl', file), path.join(modelsDir, file)]
    const sizes = await Promise.all([bundled, placed].map(async (each) => (await stat(each).catch(() => null))?.size))
    // One that is there may be in the memory of a server, which a write would pull from under it.
    if (sizes[0] !== sizes[1]) await copyFile(bundled, placed)
    return placed
  }
  return { model: await place('nano-vl.gguf'), mmproj: await place('nano-vl-mmproj.gguf') }
}

/**
 * Writes the script that runs llama.cpp's own server with a model of the models folder, wherever that folder is mounted.
 * The script begins anew when it is written anew; one that says the same is left alone, so that no server restarts for
 * nothing.
 */
export async function writeServerScript(modelsDir: string, files: { model: string; mmproj: string }): Promise<void> {
  const inside = (file: string) => quoted(path.relative(modelsDir, file))
  const script = SCRIPT.replace('MODEL_FILE', () => inside(files.model))
    .replace('MMPROJ_FILE', () => inside(files.mmproj))
    .replace('CONTEXT', () => String(contextFor(FULL_IMAGE_TOKENS)))
    .replace('MODEL_NAME', () => quoted(path.basename(files.model).replace(/\.gguf$/i, '')))
  const file = path.join(modelsDir, SERVER_SCRIPT)
  if ((await readFile(file, 'utf8').catch(() => null)) === script) return
  await writeFile(`${file}.new`, script)
  await rename(`${file}.new`, file)
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

const SCRIPT = `# Written by \`albumen models pull --for-server\`: runs llama.cpp's own server, and again when another model is chosen.
# Everything else is set by llama.cpp's own variables, such as LLAMA_ARG_N_PARALLEL, and by arguments.
cd "$(dirname "$0")" || exit 1
export LLAMA_ARG_MODEL=MODEL_FILE
export LLAMA_ARG_MMPROJ=MMPROJ_FILE
export LLAMA_ARG_ALIAS=MODEL_NAME
: "\${LLAMA_ARG_N_PARALLEL:=1}"
export LLAMA_ARG_N_PARALLEL
export LLAMA_ARG_CTX_SIZE="\${LLAMA_ARG_CTX_SIZE:-$((CONTEXT * LLAMA_ARG_N_PARALLEL))}"

script=./${SERVER_SCRIPT}
chosen=$(cksum < $script)
"\${LLAMA_SERVER:-/app/llama-server}" "$@" &
server=$!
trap 'kill $server 2> /dev/null' TERM INT

while kill -0 $server 2> /dev/null; do
  if [ "$(cksum < $script)" != "$chosen" ]; then
    echo 'Another model was chosen; the server begins anew.'
    kill $server
    wait $server
    exec sh $script "$@"
  fi
  sleep 3 &
  wait $!
done
wait $server
`
