import type { Template } from "./template.ts";

/** What is said of the database (src/store/faults.ts). */
export const storeTemplates: readonly Template[] = [
  [
    "The database {path:path} cannot be used: {why:said} ({detail:phrase})",
    "Não é possível usar a base de dados {path}: {why} ({detail})",
  ],
  [
    "another program has locked it. End that program if this goes on.",
    "outro programa bloqueou-a. Termine esse programa se isto continuar.",
  ],
  ["the disk is full. Free some space.", "o disco está cheio. Liberte espaço."],
  [
    "this user has no right to it, its file system is read-only, or something else stands in its place. Give the user that runs Modelvane access to it.",
    "este utilizador não tem direito a ela, o sistema de ficheiros é só de leitura, ou há outra coisa no lugar dela. Dê acesso ao utilizador que executa o Modelvane.",
  ],
  [
    "the file is damaged and could not be set aside. Move it away.",
    "o ficheiro está danificado e não foi possível pô-lo de parte. Tire-o de lá.",
  ],
  [
    "a newer version of Modelvane has written it. Use that version, or move the file away.",
    "foi escrita por uma versão mais recente do Modelvane. Use essa versão, ou tire o ficheiro de lá.",
  ],
  [
    "another program has made it, or changed its tables. Move it away.",
    "foi feita por outro programa, ou este mudou-lhe as tabelas. Tire-a de lá.",
  ],
  [
    "the database library better-sqlite3 cannot be loaded here. Install again with Node.js 24: npm ci.",
    "não é possível carregar aqui a biblioteca better-sqlite3. Instale de novo com o Node.js 24: npm ci.",
  ],
  ["the thread that works on it ended.", "o fio de execução que a trata acabou."],
  ["this is a defect of the program.", "é um defeito do programa."],
  ["it has the changes {names:text}", "tem as alterações {names}"],
  ["it has the tables {names:text}", "tem as tabelas {names}"],
  ["code {code}", "código {code}"],
  ["it was ended", "foi terminado"],
];
