import { listed } from "./listed.ts";
import type { ModelWords, TaskWords } from "./model-words.ts";

/** The words of Portuguese that questions about the bot's models are made of. */
export const portugueseModelWords: ModelWords = {
  ask: listed(`
    qual, quais, qual a, qual o, quais os, quais as, que, o que, oq, quem, me diz, diz me, diga me, me diga,
    me mostra, mostra, mostre, mostra me, lista,
    liste, me fala, fala me, fala, fale, me fale, sabe, sabes, cadê, me conta, quero saber, queria saber,
    podes dizer me, pode me dizer, qual é, qual e
  `),
  model: listed("modelo, modelos, modelo de ia, modelos de ia, llm"),
  intelligence: listed("ia, ias, inteligência artificial, inteligências artificiais"),
  you: listed(`
    tens, usas, utilizas, usaste, escolheste, estás, você, vc, vcs, tu, seu, seus, teu, teus, cê, voce, o bot,
    este bot, esse bot, tua, sua
  `),
  use: listed(`
    usa, usas, usando, usar, a usar, tem, tens, roda, rodando, utiliza, utilizas, utilizando, atual, atuais, actual,
    actuais, escolheu, escolheste, escolhido, configurado, disponíveis, disponível, usou, usaste, responde,
    baseado em, corre, é você, és, está por trás, utilizado, usado
  `),
  best: listed(`
    melhor, melhores, o melhor, a melhor, os melhores, as melhores, ranking, topo, mais forte,
    melhorzinho
  `),
  purpose: listed("para, pra, pro, em, de, p, para a, para o, na hora de"),
  change: listed(`
    mudou, mudaram, mudanças, mudança, novo, novos, nova, novas, novidades, novidade, trocou, atualizações,
    atualização, alterações, trocaram, trocaste, mudado, alterou, atualizado, actualizações
  `),
  reason: listed(`
    por que esse modelo, porquê este modelo, porque este modelo, por que este modelo, por que, porque, porquê,
    por quê, pq, e por que, e porque, e porquê, e pq, motivo, razão, o motivo,
    por qual motivo
  `),
  fact: listed(`
    custa, custo, preço, caro, barato, sobre, sabe, sabes, rápido, lento, licença, contexto, pontuação, disponível,
    parâmetros, tamanho, grátis, gratuito, bom, boa, informações, detalhes, provedor, fornecedor, popular, lançado,
    nota, dados, latência, ainda disponível, janela de contexto
  `),
  whole: listed(`
    porque este modelo, por que este modelo,
    que modelo é esse, que modelo é este, qual modelo é esse, qual modelo é você, que modelo és tu, que modelo és,
    que modelo é você, qual é o modelo que está respondendo, por que esse modelo, porquê este modelo,
    que modelo respondeu, qual modelo respondeu, qual modelo é este, listar modelos, lista modelos, que modelo vc é,
    qual modelo vc é
  `),
  glue: listed(`
    quanto, quão,
    o, os, as, e, é, são, do, da, dos, das, no, nos, na, nas, esse, este, esses, estes, esta, essa, que, se, me, meu,
    meus, minhas, oi, olá, bot, agora, neste momento, hoje, ontem, esta semana, essa semana, nesta semana,
    desta semana, dessa semana, nessa semana, este mês, esse mês, nos últimos dias, ultimamente, recentemente,
    por favor, pfv, pf, tá, está, estás, estão, por, com, ao, aos, então, aí, ai, desde ontem,
    desde a semana passada, semana passada, na semana passada, houve, há, teve, tem, algum, alguma, isso, isto,
    ainda, mais, tarefa, tarefas, qual a, e a, quando, ou seja, mesmo, hoje em dia, o quê, um, a, os áudios, cada,
    todos, todos os, todas as, no momento, ele, ser
  `),
};

/** What people call each task, where they ask for its model. */
export const portugueseTaskWords: TaskWords = {
  conversational: listed("conversa, conversar, bate papo, papo, conversas, falar contigo, falar, conversação"),
  "text-generation": listed(`
    escrever, escrita, textos, texto, geração de texto, gerar texto, gerar textos, escrever textos, redação,
    redações, histórias, escrever histórias, escrever texto, poemas, escrita criativa
  `),
  "code-generation": listed(`
    código, códigos, programar, programação, escrever código, geração de código, gerar código, codar,
    desenvolvimento, codificar, fazer código, programas, software, script, escreve código
  `),
  "question-answering": listed(
    "perguntas, responder perguntas, perguntas e respostas, responder a perguntas, responde perguntas, responder",
  ),
  summarization: listed(`
    resumo, resumos, resumir, fazer resumos, fazer resumo, sumarização, sintetizar, resumir textos, resumir texto,
    resume
  `),
  translation: listed("tradução, traduções, traduzir, traduz, fazer traduções, traduzir textos, traduzir texto"),
  "text2text-generation": listed(
    "reescrever, reescrita, reformular, corrigir textos, corrigir texto, correção, revisão, reescrever textos",
  ),
  "fill-mask": listed(
    "preencher palavras, preencher lacunas, completar palavras, preencher uma palavra, palavras em falta, lacunas",
  ),
  "feature-extraction": listed(
    "embeddings, vetores, busca semântica, pesquisa semântica, extração de características, similaridade, semelhança",
  ),
  "text-classification": listed(`
    classificação de texto, classificação, sentimento, análise de sentimento, análise de sentimentos,
    classificar texto, classificar textos
  `),
  "zero-shot-classification": listed(`
    classificação zero shot, classificação sem exemplos, classificar em etiquetas, etiquetas próprias,
    rótulos próprios
  `),
  "token-classification": listed(
    "entidades, entidades nomeadas, reconhecimento de entidades, encontrar nomes, achar nomes, nomes no texto",
  ),
  "image-text-to-text": listed(`
    entender imagens, entender fotos, compreender imagens, perceber imagens, ler imagens, descrever imagens,
    descrever fotos, visão, ver fotos, ver imagens, ler fotos, compreensão de imagens, analisar imagens,
    analisar fotos
  `),
  "text-to-image": listed(`
    imagem, imagens, gerar imagem, gerar imagens, desenhar, desenho, desenhos, criar imagens, fazer imagens,
    geração de imagem, geração de imagens, criar imagem, fotos, gera imagens, fazer fotos, gerar fotos, ilustrações
  `),
  "text-to-video": listed(`
    vídeo, vídeos, gerar vídeo, gerar vídeos, fazer vídeos, criar vídeos, geração de vídeo, geração de vídeos,
    fazer vídeo, animação
  `),
  "automatic-speech-recognition": listed(`
    transcrição, transcrever, transcreve, transcrever áudio, transcrever áudios, transcrever voz,
    reconhecimento de voz, reconhecimento de fala, transcrições, notas de voz, ouvir áudios, áudio para texto,
    mensagens de voz, voz para texto
  `),
  "text-to-speech": listed(`
    voz, fala, áudio, áudios, ler em voz alta, texto para voz, texto para fala, síntese de voz, gerar áudio,
    gerar voz, vozes, sintetizar voz
  `),
};
