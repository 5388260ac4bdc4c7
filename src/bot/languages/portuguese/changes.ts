import type { changeTexts as english } from "../english/changes.ts";

export const changeTexts: typeof english = {
  onlyBehind: "mantém o modelo, com outras reservas",
  nothing: "nada",
  noLonger: "já nada",
};
