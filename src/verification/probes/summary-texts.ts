/** Texts of our own to summarise. Whatever stands in them is made up. */

const joined = (text: string) => text.replaceAll("\n", " ");

export const ferry =
  joined(`For ninety years people who lived on the eastern bank of the Lorn began their day with a bell. When it rang, the gate
opened and some forty passengers stepped onto the deck, with bicycles, dogs and baskets. On Friday evening the bell rang
for the last time. The ferry is closed, because hardly anybody needs it any more: since the new bridge in the north was
opened, nine of ten passengers have gone by car or by bus. The county will sell the boat and keep the pier as a place for
bathing. The ferryman, who is sixty-one, will open and close the swing bridge of the harbour instead.`);

export const bees =
  joined(`Whoever looks up from the market square sees nothing unusual. But on the roof of the town's library stand twelve hives. The
librarians put them there four years ago, at first only to teach children something about insects. Then they sold the
first jars of honey, and more people asked for it than they could serve. With the money the town now sows strips of
flowers along its streets. Biologists of the nearby university have counted what flies there: besides the bees of the
library they found thirty-one kinds of wild bees, twice as many as before. Other towns have asked how it is done.`);

export const school =
  joined(`Most schools in the region begin at a quarter to eight. The Holt School tried something else for one year and began its
lessons at nine. The pupils wore a watch that recorded their sleep, and it turned out that they slept forty minutes longer
on average; few of them used the hour to stay up late. Their marks in mathematics became better, those in languages
remained as they were. The largest trouble was with the buses, which could not be ordered for another time without a
higher price. The parents will vote in June on whether the school keeps the late beginning.`);

export const glacier =
  joined(`The hut below the Grauhorn has been reached by the same path for more than a century. It led along the eastern edge of the
glacier, where the ice held the slope together. Now the ice has gone from there. Each warm afternoon stones come loose and
fall onto the path, and in July a hiker was hurt. The mountain guides of the valley have therefore closed it. In three
weeks they marked another one on the western side, with two ladders and a bridge of ropes. It takes an hour longer. The
guides expect that the glacier will no longer reach the valley of the hut at all in twenty years.`);

export const theatre =
  joined(`When the actors came back from their holidays, they found the doors locked. An engineer had looked at the beams above the
stage and forbidden anybody to stand beneath them. The roof of the theatre dates from 1908 and has never been renewed. The
repairs will cost two million, of which the town pays half. The other half has to come from donations, and a third of it
has been raised within a month. Until the work is done the company plays in a circus tent by the river. It holds fewer
people, but all evenings of the autumn are sold out already, and the director says that she likes the smell of sawdust.`);

export const tomatoes =
  joined(`In the glasshouses of the research station at Ossing, two rows of tomatoes grew side by side for three summers. They had the
same soil, the same seeds and the same light. One row got its water in the morning, as gardeners usually do. The other
one got it at night, when less of it is lost to the air. The researchers weighed every fruit. Both rows bore the same, but
the plants that were watered at night needed a third less. There is one condition: the water has to go to the roots, since
leaves that stay wet until the morning are soon ill. The researchers now want to try the same with beans.`);

export const archive =
  joined(`The cellar of the harbour office held eleven thousand letters of sailors, in boxes that nobody had opened for decades. When
the river rose in March, they stood under water for two days. Wet paper begins to rot within a week, and nobody can dry so
much of it at once. It was a fishmonger who had the idea that saved the archive: the letters were frozen in the cold store
of the fish factory. There they can wait. Since then volunteers have taken out one box a week, dried it sheet by sheet and
photographed each letter. They have found a love letter in four languages, and a recipe for soup. The work will take until
the end of next year.`);

export const eletrico =
  joined(`Durante dois anos quem queria subir à cidade velha tinha de ir a pé ou de esperar por um autocarro quase sempre cheio. As obras
no túnel, que deviam durar oito meses, encontraram uma parede romana e pararam até que os arqueólogos a desenhassem. Agora
a câmara anunciou que a linha 7 do elétrico volta a circular em outubro. Os carros são os mesmos, com travões novos. Quem
mais se alegra são os comerciantes da rua alta, que perderam um terço dos clientes e pediram uma redução das rendas. A
parede romana poderá ser vista da janela, iluminada, entre as duas últimas paragens.`);

export const inselpost =
  joined(`Bisher fuhr der Postbote dreimal in der Woche mit dem Boot hinüber, und wenn der Wind zu stark war, fuhr er gar nicht. Die
sechzig Bewohner der Insel waren daran gewöhnt. Seit dem Frühjahr landet nun jeden Morgen eine Drohne auf der Wiese hinter
der Kirche. Sie bringt Briefe, kleine Pakete und vor allem Medikamente, auf die früher mancher tagelang gewartet hat. Bei
Sturm bleibt auch sie am Boden, dann hilft wie immer das Boot. Der Versuch ist auf zwei Jahre befristet. Danach will das
Land entscheiden, ob auch die Nachbarinseln so versorgt werden. Der Postbote hat den Umgang mit der Drohne gelernt und
lenkt sie selbst.`);
