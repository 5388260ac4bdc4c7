import { listed } from "./listed.ts";
import type { WordLists } from "./word-lists.ts";

/** The words of Portuguese, of Brazil and of Portugal, by which an order is known. */
export const portuguese: WordLists = {
  openers: listed(`
    oi, olá, opa, ei, eai, e ai, bom dia, boa tarde, boa noite, então, agora, e, ok, tá, por favor, pfv, pf, pfvr,
    pff, por gentileza, se faz favor, sff, faz favor, favor, bot, me, me ajuda a, me ajude a, ajuda me a, ajude me a,
    quero, preciso, queria, gostaria de, eu quero, eu preciso, eu queria, eu gostaria de, tenta, tente, vamos, bora,
    só, desculpa, obrigado, obrigada, já, aí, também, pessoal, mano, cara, tudo bem
  `),
  requests: listed(`
    você pode, vc pode, pode, podes, poderia, poderias, podia, podias, consegue, consegues, você consegue,
    vc consegue, dá pra, dá para, quero que, quero que você, quero que vc, pode me, preciso que, preciso que você,
    preciso que vc, preciso que me, quero que me, queria que, por favor, gostaria que, gostava que, será que pode,
    será que podes, é possível, tem como, podes me, pfv, queria que você, queria que vc, gostaria que você, tu pode,
    cê pode, vc poderia, você poderia
  `),
  questionWords: listed("como, que, quando, onde, quem, porque, se, qual, não, ninguém, ele, ela, eu, a gente"),
  closers: listed("por favor, pfv, pf, pfvr, obrigado, obrigada, obg, brigado, sff, aí, ai, pra mim, valeu, vlw"),
  pointers: listed(`
    isto, isso, aquilo, esse, essa, este, esta, estes, estas, esses, essas, o seguinte, aqui, abaixo, acima,
    o abaixo, isso aí, isso aqui, isto aqui, o que está aqui, tudo, disso, disto, desse, dessa, deste, desta,
    seguinte, o de cima
  `),
  textThings: listed(`
    texto, textos, frase, frases, parágrafo, parágrafos, email, e mail, mensagem, redação, carta, artigo, post,
    legenda, palavra, palavras, escrita, gramática, ortografia, pontuação, português, documento, resposta, currículo,
    bio, rascunho, bilhete, trecho, arquivo, ficheiro, discurso, erros, página, relatório, história, poema, citação,
    linha, linhas, notícia, recado, conversa, seguinte texto, seguinte frase, texto seguinte, frase seguinte,
    erros de português, tom
  `),
  determiners: listed(`
    o, a, os, as, um, uma, uns, umas, meu, minha, este, esta, esse, essa, dois, três, seu, sua, teu, tua, algumas,
    alguns, duas, nosso, nossa
  `),
  stops: listed(`
    de, do, da, dos, das, para, pra, pro, em, no, na, nos, nas, com, sem, sobre, que, onde, e, ou, como, a, por,
    pelo, pela, mostrando, dizendo, usando, disso, disto, deste, desse, dessa, desta, num, numa, dum, duma, ao, à,
    se, é, pedindo, contando, explicando
  `),
  fillers: listed("me, nos, pra mim, para mim, pra nós, lhe, por favor, aí, ai, então, só, logo"),
  makers: listed(`
    faz, faça, fazer, faz me, cria, crie, criar, cria me, gera, gere, gerar, gera me, produz, produza, quero, queria,
    preciso, preciso de, queria ter, gostaria de, dá, dê, dá me, me dá, me dê, manda, mande, me manda, mostra,
    mostre, monta, monte, elabora, elabore, elaborar, prepara, prepare, inventa, invente, desenvolve, desenvolva,
    bola, façam, fazes, quero ver, gostava de, precisava de, preciso duma, constrói, fassa, faiz, sugere, sugira,
    me mostra, me faz, me faça, me cria, me gera, fazer me, faça me, mostra me, manda me, arranja me
  `),
  writers: listed(`
    escreva, escreve, escrever, redija, redige, redigir, compõe, componha, escreve me, escreva me, escrevas,
    escrevam, escrevi, iscreva, me escreve, me escreva
  `),
  anything: listed("algo, qualquer coisa, sobre, alguma coisa, umas linhas, duas linhas, umas palavras, linhas"),
  imageNouns: listed(`
    imagem, imagens, foto, fotos, fotografia, fotografias, desenho, desenhos, pintura, ilustração, logotipo,
    logotipos, logo, ícone, papel de parede, figurinha, retrato, caricatura, cartaz, póster, pôster, avatar,
    foto de perfil, figura, ilustrações, arte, capa, banner, meme, imagen, image, img, desenhinho, fotinha
  `),
  plainImageNouns: listed("imagem, figura, desenho, imagens, imagen, desenhinho"),
  videoNouns: listed("vídeo, vídeos, videozinho, clipe, animação, gif, vídeo curto, curta metragem, videoclipe"),
  audioNouns: listed("áudio, mensagem de voz, nota de voz, locução, narração, mensagem de áudio, audiozinho, podcast"),
  textNouns: listed(`
    poema, poesia, história, conto, redação, email, e mail, carta, mensagem, texto, artigo, post, tweet, legenda,
    discurso, música, letra, letra de música, haicai, parágrafo, diálogo, roteiro, guião, slogan, bio, descrição,
    resenha, convite, bilhete, recado, resposta, título, anúncio, crônica, crónica, soneto, versos, verso, currículo,
    carta de apresentação, textinho, rap, poeminha, historinha, frases, frase, declaração de amor, fábula, cantiga,
    agradecimento, sms, composição, monólogo, comentário, requerimento, oração, textão, cartão de aniversário,
    legendas, títulos, paródia
  `),
  summaryNouns: listed(
    "resumo, resuminho, resumos, síntese, sinopse, pontos principais, principais pontos, tópicos principais",
  ),
  translationNouns: listed("tradução"),
  transcriptNouns: listed("transcrição"),
  codeNouns: listed(`
    código, codigo, função, script, regex, expressão regular, query, consulta sql, algoritmo, sql, teste unitário,
    testes unitários, dockerfile, snippet, css, html, programa que, classe que, macro, trecho de código, query sql,
    comando sql, fórmula do excel, fórmula de excel, fórmula no excel, svg, página html, bot de telegram,
    pseudocódigo, bot do telegram, fórmula excel, scriptzinho, bot pro telegram
  `),
  weakCodeNouns: listed(`
    programa, classe, app, aplicativo, página, site, jogo, formulário, componente, bot, api, fórmula, teste, tabela,
    laço, calculadora, exemplo, lista, servidor, joguinho, botão, programinha
  `),
  compounds: listed(`
    código de, código do, código da, código postal, código penal, código civil, função do, função da, funções do,
    função de um, vídeo aula, vídeo chamada, código pix, vídeo game, foto 3x4, álbum de
  `),
  draw: listed(`
    desenhe, desenha, desenhar, desenhem, desenhes, desenha me, me desenha, me desenhe, pinte, pinta, pintar,
    ilustre, ilustra, ilustrar, rabisca, desenhe me, pinta me, disenha, desenia, rabisque
  `),
  drawDenied: listed(`
    plano, planos, conclusão, conclusões, estratégia, arquitetura, projeto, projecto, processo, solução, tabela,
    paralelo, fluxo, rota, currículo, cronograma, parede, paredes, unhas, cabelo, casa de, quarto, roteiro, modelo,
    sistema, política, conceito, cenário, unha, curso, treino
  `),
  animate: listed("anima, animar, anime esta, anime essa, anime a foto, anima me"),
  toward: listed("para, pra, pro, ao, p, pr, para o, para a, pra o, pro o"),
  inside: listed("em, no, na, num"),
  from: listed("do, de, da"),
  languageWords: listed("o, a, língua, a língua, o idioma, idioma"),
  translate: listed(`
    traduz, traduza, traduzir, traduzam, traduzes, traduzires, traduz me, traduza me, tradus, traduzi, tradução de,
    tradução do, tradução da, a tradução de, a tradução do, a tradução, tradução, traduis, faz a tradução,
    faça a tradução, faz a tradução de, faça a tradução de, traduzas, tradusa, tradusir, me traduz, me traduza,
    traduzam me, traduze
  `),
  movers: listed(`
    passa, passe, passar, põe, ponha, mete, coloca, coloque, bota, converte, converta, converter, transforma,
    transforme, transformar, verte, verta, muda, mude, passa me, vira, passas
  `),
  sayers: listed("diz, diga, escreve, escreva, diz me, me diz, me diga, reescreve, reescreva, repete"),
  howToSay: listed(`
    como se diz, como digo, como diz, como se fala, como falo, como eu falo, como eu digo, como dizer,
    como se escreve, como escrevo, como é que se diz, como é que digo, como falar, como traduzo, como traduzir,
    como posso dizer, como fala, qual a tradução de, qual é a tradução de, como q se diz, como que fala,
    como que se fala, como q fala, como se traduz, como eu traduzo, como escreve
  `),
  howIs: listed("como é, como fica, como seria, o que é, como ficaria, cm e, oq é, que é"),
  whatMeans: listed(`
    o que significa, que significa, o que quer dizer, que quer dizer, oq significa, qual o significado de,
    oq quer dizer
  `),
  means: [],
  nobody: listed("mim, ele, ela, eles, você, vc, ti, um, uma, meu, minha, o, a, texto, que, eu, ser"),
  summarize: listed(`
    resuma, resumir, resumo de, resumo do, resumo da, um resumo de, um resumo do, um resumo da, resumo desse,
    resumo deste, resumo disto, resumo disso, resumo dessa, resumo desta, resumas, resumam, resumires, resuma me,
    sintetiza, sintetize, sintetizar, sumariza, sumarize, sumarizar, resumi, faz um resumo, faça um resumo,
    resumo dos, resumo das, faz resumo, resumo, um resumo, resumem, rezuma, me resume, me resuma, resume me,
    resumidamente, resumão
  `),
  resume: listed("resume"),
  resumeObjects: listed(`
    isto, isso, aquilo, esse, essa, este, esta, esses, essas, estes, estas, o, a, os, as, em, aqui, pra, para, tudo,
    aí, ai, me, pfv, pf, por favor, com, num, numa, texto
  `),
  summaryQuestions: listed(`
    quais os pontos principais, quais são os pontos principais, pontos principais, principais pontos,
    quais os principais pontos, quais são os principais pontos, do que se trata, sobre o que é, em resumo,
    de que se trata, de que trata, do que trata, ideias principais, quais as ideias principais, ideia principal,
    qual a ideia principal, em poucas palavras, o essencial, qual é a ideia principal, versão curta,
    fala sobre o que
  `),
  rewrite: listed(`
    reescreva, reescreve, reescrever, reescrevas, reformula, reformule, reformular, parafraseia, parafraseie,
    parafrasear, reescreve me, re escreve, re escreva, reescrevam, rescreva, rescreve, corrija, corrige, corrigir,
    corrige me, corrijas, me corrige, corigir, corije, corrije, corija
  `),
  rewriteThings: listed(`
    melhora, melhore, melhorar, simplifica, simplifique, simplificar, encurta, encurte, encurtar, revisa, revise,
    revisar, revê, reveja, rever, muda, mude, mudar, aumenta, expande, edita, edite, ajusta, ajuste, arruma, arrume,
    conserta, verifica, verifique, alonga, reduz, reduza
  `),
  changers: listed("deixa, deixe, deixar, torna, torne, tornar, faz, faça, põe, coloca, fica, diz, bota, escreve"),
  qualities: listed(`
    mais, menos, curto, formal, informal, educado, educada, bonito, simples, profissional, claro, melhor,
    um pouco mais, um pouco menos, bem mais, engraçado, num tom, em tom, com um tom, num texto
  `),
  instructions: listed(
    "de forma, de maneira, de modo, para, em, com, sem, como, mais, menos, num, numa, por, pra, mas, e, usando",
  ),
  readers: listed("leia, lê, ler, leias, fala, fale, diga, diz, leia me, lê me, recita, falar, lei, dizer"),
  aloud: listed(
    "em voz alta, em áudio, em voz, por áudio, por voz, com voz, num áudio, de viva voz, voz alta, com a tua voz",
  ),
  speakOrders: listed(`
    narra, narre, narrar, leia pra mim, lê pra mim, leia para mim, lê para mim, leia isso pra mim, lê isto para mim,
    lê isso pra mim, texto para fala, texto em fala, texto para voz, lê me isto, lê me, leia isto para mim,
    leia esse texto pra mim, leia este texto para mim, ouvir isto, ouvir isso, texto pra voz
  `),
  soundThings: listed(
    "áudio, voz, fala, som, mensagem de voz, um áudio, nota de voz, mp3, mensagem de áudio, uma mensagem de voz",
  ),
  transcribe: listed(`
    transcreva, transcreve, transcrever, transcrevas, transcrição de, transcrição do, transcrição, transcreve me,
    degrava, degravar, decupa, transcrição desse, a transcrição, trascreve, trancreve
  `),
  writtenThings: listed("texto, escrito, um texto, letras, escrita"),
  thoughts: listed(`
    responde, responda, o que achas, o que acha, o que você acha, oq vc acha, concordas, concorda, é verdade,
    obrigado, obrigada, o que vc acha, o que respondo, que respondo, o que faço
  `),
  codeVerbs: listed(`
    ordena, ordenar, ordene, inverte, inverter, ler, lê, leia, conecta, conectar, calcula, calcular, calcule,
    verifica, verificar, converte, converter, converta, cria, criar, crie, faz, fazer, faça, soma, somar, some,
    imprime, imprimir, imprima, percorre, percorrer, gera, gerar, gere, exemplo de, exemplo, um exemplo de, escreve,
    escreva, mostra, mostre, implementa, quero, valida, validar, valide, conta, contar, remove, remover, adiciona,
    pega, baixa, envia, filtra, preciso, preciso de, monta, desenha, desenhe, resolve, resolva, programa, programe,
    centraliza, anima, abre, abrir, me dá, dá me, junta, juntar, separa, separar, queria, usa, usar, me mostra
  `),
  codeTitles: listed(`
    regex, expressão regular, query sql, consulta sql, comando sql, fórmula do excel, fórmula no excel,
    fórmula excel, script bash, comando linux para, comando linux pra, script para, script pra
  `),
  coders: listed(`
    implementa, implemente, implementar, programa me, programe, programar, codifica, codar, coda, refatora, refatore,
    depura
  `),
  repairs: listed(`
    corrige, corrija, corrigir, conserta, conserte, arruma, arrume, depura, refatora, refatore, otimiza, otimize,
    optimiza, explica, explique, revisa, revise, melhora, melhore, comenta, comente, converte, converta, traduz,
    traduza, reescreve, reescreva, termina, completa, complete, testa, o que faz, o que há de errado, qual o erro,
    onde está o erro, simplifica, ajeita, analisa, resolve, passa, muda, roda, o que tem de errado, acha o erro,
    me ajuda com, ajuda com
  `),
  codeThings: listed("código, codigo, função, script, query, regex, bug, programa, componente, algoritmo, sql"),
  ownWords: listed("este, esta, esse, essa, meu, minha, nesse, neste, nessa, nesta, no meu, na minha, o seguinte"),
  codeTroubles: listed(`
    erro, erros, bug, não funciona, nao funciona, não roda, não compila, quebra, quebrou, crasha, falha, exceção,
    não corre, n funciona, não está funcionando, não tá funcionando, travando, trava, não está a funcionar, não dá,
    deu ruim, bugado, loop infinito, errado, pau, n roda
  `),
  howToCode: listed("como faço, como fazer, como eu, como posso, como se faz, como é que, como, cm faço, como q"),
  learning: listed("aprendo, aprender, estudo, estudar, começo, começar, instalo, instalar, melhorar, praticar, virar"),
  codeInside: listed("em, no, na, com, usando"),
  storyOrders: listed(`
    conta uma história, conte uma história, conta me uma história, conte me uma história, me conte uma história,
    conta uma historinha, continua a história, continue a história, continua o texto, continue o texto,
    continue o poema, termina a história, termine a história, completa a frase, complete a frase, completa o texto,
    complete o texto, completa esta frase, completa essa frase, continua esse texto, continua a escrever,
    continue escrevendo, continua este texto, me conta uma história, conta um conto, continua essa história,
    continua esta história, contar uma história, responde a este email, responda esse email
  `),
  accordingTo: listed(`
    de acordo com o texto, segundo o texto, com base no texto, conforme o texto, de acordo com o artigo,
    com base no artigo, segundo o artigo, de acordo com o documento, com base no documento, a partir do texto,
    de acordo com este texto, de acordo com esse texto, com base neste texto, com base nesse texto, no texto acima,
    com base no contexto, de acordo com o trecho, segundo o documento, conforme o documento, no texto abaixo
  `),
  contextHeads: listed("contexto, texto, trecho, parágrafo"),
  questionHeads: listed("pergunta, p, questão"),
};
