import { Command } from 'commander'
import { listModels } from '../models/list.js'
import { pull } from '../models/pull.js'
import { removeInstalled } from '../models/remove.js'
import { chooseModel } from '../models/use.js'
import { verifyModels } from '../models/verify.js'

export function modelCommands(env: NodeJS.ProcessEnv): Command {
  const models = new Command('models').description(
    'Vision and embedding models: which there are, which is used; download, choose.',
  )
  models
    .command('list', { isDefault: true })
    .description('The catalog, what is on disk, and which model is used.')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => listModels(options, env))
  models
    .command('pull')
    .description('Download a vision model and its image projector, or an embedding model; goes on where it stopped.')
    .argument(
      '[name]',
      'a name of the catalog, hf:owner/repository/file.gguf or a link; without, or auto, what suits this machine',
    )
    .option('--mmproj <where>', 'the projector, when it is not in the model’s repository')
    .option('--embedding', 'it is an embedding model, for finding photos by meaning; those of the catalog are known')
    .option('--for-server', 'also write llama-server.sh beside it, which runs llama.cpp’s own server with it')
    .option('--json', 'print JSON at the end')
    .action(
      (
        name: string | undefined,
        options: { mmproj?: string; embedding?: boolean; forServer?: boolean; json?: boolean },
      ) => pull(name, options, env),
    )
  models
    .command('use')
    .description('Choose the model that looks at the photos.')
    .argument('<model>', 'a name of the catalog, a .gguf file, nano-vl, or auto: the newest in the models folder')
    .option('--mmproj <file>', 'its projector, when it does not lie beside it')
    .action((model: string, options: { mmproj?: string }) => chooseModel(model, options, env))
  models
    .command('remove')
    .description('Delete a downloaded model, and its projector if no other model needs it.')
    .argument('<model>', 'a name, or a file in the models folder')
    .option('--force', 'even if it is the chosen one')
    .action((model: string, options: { force?: boolean }) => removeInstalled(model, options, env))
  models
    .command('verify')
    .description('Read downloaded models whole and compare them with their hashes.')
    .argument('[model]', 'one of them; without, all')
    .option('--json', 'print JSON')
    .action((model: string | undefined, options: { json?: boolean }) => verifyModels(model, options, env))
  return models
}
