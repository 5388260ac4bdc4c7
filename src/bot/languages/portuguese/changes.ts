import type { changeTexts as english } from "../english/changes.ts";

export const changeTexts: typeof english = {
  onlyBehind: "continua em primeiro, com outros modelos de reserva",
  nothing: "nada",
  noLonger: "nada",
};
