import type { Template } from "./template.ts";

/** Why a model's answer is not right (src/verification/checkers/check.ts); it follows "respondeu mal:". */
export const probeFaultTemplates: readonly Template[] = [
  ["it could not be read", "não se conseguiu ler"],
  ["the code gives wrong results", "o código dá resultados errados"],
  ["there is no such function in it", "não contém a função pedida"],
  ["the code fails, or does not end within its limits", "o código falha ou não acaba dentro dos limites"],
  ["it says several things that cannot all be right", "diz várias coisas que não podem estar todas certas"],
  ["it is full of characters that no text has", "está cheia de caracteres que nenhum texto tem"],
  ["it only repeats what was given", "só repete o que lhe foi dado"],
  ["it is empty", "está vazia"],
  ["it does not come to an end", "não chega ao fim"],
  ["it finds other names than there are", "encontra nomes diferentes dos que há"],
  ["it says something else than the right answer", "diz outra coisa em vez da resposta certa"],
  ["it does not have the form that was asked for", "não tem a forma pedida"],
  ["another label comes first than the right one", "vem primeiro outra etiqueta em vez da certa"],
  ["it is in another language", "está noutra língua"],
  ["it is too long or too short", "é demasiado longa ou demasiado curta"],
  ["it leaves out what it should say", "deixa de fora o que devia dizer"],
  ["it is of another kind than what was asked for", "é de outro tipo em vez do que foi pedido"],
  ["it gives another number than the right one", "dá outro número em vez do certo"],
  ["it is no whole picture of a sensible size", "não é uma imagem completa de tamanho razoável"],
  ["the picture is of one colour", "a imagem é de uma só cor"],
  ["it is no recording of a sensible length", "não é uma gravação de duração razoável"],
  ["the recording is silent", "a gravação não tem som"],
  ["too many words are wrong", "há demasiadas palavras erradas"],
  ["they are no sound embeddings", "não são vetores válidos"],
  [
    "what means the same is not nearer than what does not",
    "o que significa o mesmo não fica mais perto do que o resto",
  ],
  ["it is no whole video", "não é um vídeo completo"],
];
