import { fmt } from "../../messages/formatting.ts";
import type { laterTexts as english } from "../english/later.ts";

export const laterTexts: typeof english = {
  stopping: fmt`Estou a ser reiniciado, por isso parei de procurar. Nada mudou; volte a perguntar daqui a um minuto.`,
  again: "Tentar de novo",
};
