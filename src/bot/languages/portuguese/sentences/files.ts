import type { Template } from "./template.ts";

/** Faults of files (src/shared/file-fault.ts), and what could not be done with them. */
const faults: readonly Template[] = [
  ["the disk is full. Free some space and try again.", "o disco está cheio. Liberte espaço e tente de novo."],
  [
    "the disk quota is used up. Free some space and try again.",
    "a quota do disco está esgotada. Liberte espaço e tente de novo.",
  ],
  [
    "the file system is read-only. Make it writable, or point MODELVANE_HOME to a folder that is.",
    "o sistema de ficheiros é só de leitura. Permita a escrita, ou aponte MODELVANE_HOME para uma pasta que a permita.",
  ],
  [
    "this user has no right to it. Give the user that runs Modelvane access to it.",
    "este utilizador não tem direito a isso. Dê acesso ao utilizador que executa o Modelvane.",
  ],
  [
    "a part of its path is a file, not a folder. Move that file away.",
    "uma parte do caminho é um ficheiro e não uma pasta. Tire de lá esse ficheiro.",
  ],
  ["there is a folder of that name. Move it away.", "há uma pasta com esse nome. Tire-a de lá."],
  [
    "too many files are open. Try again, or raise the limit of open files.",
    "há demasiados ficheiros abertos. Tente de novo, ou aumente o limite de ficheiros abertos.",
  ],
  ["the disk reported a fault. Check the disk.", "o disco comunicou uma falha. Verifique o disco."],
  ["{path:path} could not be read: {why:said}", "Não foi possível ler {path}: {why}"],
  ["{path:path} could not be written: {why:said}", "Não foi possível escrever {path}: {why}"],
  ["{path:path} could not be changed: {why:said}", "Não foi possível alterar {path}: {why}"],
  ["{path:path} was not changed: {why:said}", "{path} não foi alterado: {why}"],
  [
    "{path:path} is not valid ({why:said}). The next command that needs it sets it aside and {instead:phrase}.",
    "{path} não é válido ({why}). O próximo comando que precisar dele põe-no de parte e {instead}.",
  ],
  ["begins anew", "começa de novo"],
  ["uses its copy {path:path}", "usa a cópia {path}"],
  ["it has another shape", "tem outra forma"],
  ["{path:path} cannot be read ({why:text}).", "Não é possível ler {path} ({why})."],
  ["Check the rights of the file.", "Verifique os direitos do ficheiro."],
  ["Check the disk.", "Verifique o disco."],
];

/** Locks between processes (src/shared/process-lock.ts, lock-holder.ts), and what they are taken for. */
const locks: readonly Template[] = [
  [
    "Another process holds the lock {path:path}. Try again in a few seconds.",
    "Outro processo tem o bloqueio {path}. Tente de novo daqui a uns segundos.",
  ],
  [
    "Another {purpose:phrase} is running (process {process}[ on {host}], started {started:text}). Try again when it has ended.",
    "Já está a decorrer outra {purpose} (processo {process}[ em {host}], começou em {started}). Tente de novo quando acabar.",
  ],
  [
    "This {purpose:phrase} was interrupted for so long that its lock is lost. Start it again.",
    "Esta {purpose} esteve interrompida tanto tempo que perdeu o bloqueio. Comece-a de novo.",
  ],
  ["The lock {path:path} could not be taken: {why:said}", "Não foi possível obter o bloqueio {path}: {why}"],
  ["update", "atualização"],
  ["change of the configuration", "alteração da configuração"],
  ["change of the policy", "alteração da política"],
  ["change of {path:path}", "alteração de {path}"],
];

/** config/models.json, its backups and its journal (src/model-config). */
const configuration: readonly Template[] = [
  ["{path:path} is not valid: {faults:phrase}.", "{path} não é válido: {faults}."],
  [
    '{path:path} is not valid: its schemaVersion is not a version such as "1.0.0".',
    '{path} não é válido: o seu schemaVersion não é uma versão como "1.0.0".',
  ],
  [
    "{path:path} has schema version {version}, and this program reads up to {highest}.x. Update Modelvane.",
    "{path} tem a versão de esquema {version}, e este programa lê até {highest}.x. Atualize o Modelvane.",
  ],
  [
    "{path:path} has schema version {version}, which this program can no longer read. Open it once with an older Modelvane.",
    "{path} tem a versão de esquema {version}, que este programa já não sabe ler. Abra-o uma vez com um Modelvane mais antigo.",
  ],
  [
    "The new configuration is not valid, so nothing was written: {faults:phrase}.",
    "A nova configuração não é válida, por isso nada foi escrito: {faults}.",
  ],
  [
    "The configuration has changed since this plan was made, so nothing was written. Make a new plan and try again.",
    "A configuração mudou depois de este plano ser feito, por isso nada foi escrito. Faça um novo plano e tente de novo.",
  ],
  [
    "{path:path} read back differently from what was written, so the former revision was put back.",
    "{path}, relido, não era o que tinha sido escrito, por isso foi reposta a revisão anterior.",
  ],
  [
    "{path:path} read back differently from what was written, and the former revision could not be put back: {why:said}",
    "{path}, relido, não era o que tinha sido escrito, e não foi possível repor a revisão anterior: {why}",
  ],
  [
    "Revision {revision} had been written when the program was interrupted; its history is now complete.",
    "A revisão {revision} já estava escrita quando o programa foi interrompido; o seu histórico está agora completo.",
  ],
  [
    "Writing revision {revision} was interrupted before it was done: {stands:phrase}.",
    "A escrita da revisão {revision} foi interrompida antes de acabar: {stands}.",
  ],
  ["nothing was changed", "nada mudou"],
  ["revision {revision} stands", "está em vigor a revisão {revision}"],
  [
    "What became of revision {revision} could not be noted yet: {why:said}",
    "Ainda não foi possível anotar o que foi feito da revisão {revision}: {why}",
  ],
  [
    "Revision {revision}, the newest valid backup, now stands in {path:path}.",
    "A revisão {revision}, a cópia válida mais recente, está agora em {path}.",
  ],
  ["It was set aside as {path:path}.", "Foi posto de parte como {path}."],
  [
    "No valid backup is kept, so the configuration begins anew.",
    "Não há nenhuma cópia válida guardada, por isso a configuração começa de novo.",
  ],
  ["config/models.json was missing", "config/models.json tinha desaparecido"],
  ["The files could not be put in order: {why:said}", "Não foi possível pôr os ficheiros em ordem: {why}"],
  [
    "The kept revisions in {path:path} could not be read: {why:said}",
    "Não foi possível ler as revisões guardadas em {path}: {why}",
  ],
  ["Revision {revision} is not kept.", "A revisão {revision} não está guardada."],
  ["No revision is kept yet.", "Ainda não há nenhuma revisão guardada."],
  ["Kept are: {revisions:text}.", "Estão guardadas: {revisions}."],
];

/** What is said of files and locks. */
export const fileTemplates: readonly Template[] = [...faults, ...locks, ...configuration];
